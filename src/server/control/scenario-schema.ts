// A robot's scenario as JSON Schema, for readers of openapi.json; the robots have a check of their own.

import type { RobotScenario, RobotStep } from "../robots/index.ts";
import type { Schema } from "./route.ts";

type Described = Schema & { readonly description: string };

const text = (description: string) => ({ type: "string", minLength: 1, description }) as const;
const seconds = (description: string) => ({ type: "number", minimum: 0, description }) as const;
const yes = (description: string) => ({ const: true, description }) as const;

const verbs = {
  wait: seconds("Waits that many seconds."),
  type: seconds("Types for that many seconds."),
  read: yes("Marks the message that was heard as read."),
  say: text("Sends a text."),
  html: text("Sends a text in HTML."),
  edit: text("Gives what was sent last another text."),
  remove: yes("Deletes what was sent last."),
  add: text("Names a user to bring in."),
  leave: yes("Goes out of the conversation."),
} as const satisfies Readonly<Record<AllVerbs, Described>>;

type AllVerbs = RobotStep extends infer Step ? (Step extends object ? keyof Step : never) : never;

const properties = {
  user: text("Names the user who acts."),
  thread: text("The topic or the id of the conversation; all of the user's when left out."),
  on: { enum: ["message", "typing", "added"], description: "What it reacts to." },
  from: text("Names the user whose doing it has to be."),
  matches: text("What the message has to contain; * stands for any text between."),
  times: { type: "integer", minimum: 1, description: "How many times at most." },
  do: {
    description: "The steps, each with exactly one verb.",
    type: "array",
    minItems: 1,
    items: {
      type: "object",
      additionalProperties: false,
      minProperties: 1,
      maxProperties: 1,
      properties: verbs,
    },
  },
} as const satisfies { readonly [Field in keyof RobotScenario]-?: Described };

export const scenarioSchema = {
  type: "object",
  additionalProperties: false,
  required: ["user", "on", "do"],
  properties,
} as const;
