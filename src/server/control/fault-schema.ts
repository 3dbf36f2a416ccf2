// A fault rule as JSON Schema, for readers of openapi.json; the faults have a check of their own.

import type { FaultRule, Lag } from "../faults/index.ts";
import type { Schema } from "./route.ts";

type Described = Schema & { readonly description: string };

const milliseconds = { type: "number", minimum: 0 } as const;

const latency = {
  anyOf: [
    { type: "number", exclusiveMinimum: 0 },
    {
      type: "object",
      required: ["distribution", "min", "max"],
      properties: { distribution: { const: "uniform" }, min: milliseconds, max: milliseconds },
    },
    {
      type: "object",
      required: ["distribution", "mean", "deviation"],
      properties: {
        distribution: { const: "normal" },
        mean: milliseconds,
        deviation: milliseconds,
      },
    },
    {
      type: "object",
      required: ["distribution", "median", "p99"],
      properties: { distribution: { const: "lognormal" }, median: milliseconds, p99: milliseconds },
    },
  ],
} as const;

const text = (description: string) => ({ type: "string", description }) as const;
const count = (minimum: number, description: string) =>
  ({ type: "integer", minimum, description }) as const;

const properties = {
  id: text("The name to remove the rule by; made up when left out."),
  vendor: { enum: ["acs", "stackexchange"], description: "Only calls of that vendor." },
  operation: text("Only that operation, by its name in the contract; * stands for any characters."),
  apiVersion: text("Only calls that are served at that api-version."),
  user: text("Only calls by that user, by raw id."),
  thread: text("Only calls about that thread or room."),
  times: count(1, "How many calls the rule strikes before it is used up."),
  after: count(0, "How many matching calls pass before the rule begins."),
  probability: {
    type: "number",
    exclusiveMinimum: 0,
    maximum: 1,
    description: "The chance that a matching call is struck.",
  },
  status: {
    type: "integer",
    minimum: 200,
    maximum: 599,
    description: "The status to answer with in place of the operation.",
  },
  code: text("The error's code, with status."),
  message: text("The error's message, with status."),
  headers: {
    type: "object",
    additionalProperties: { type: "string" },
    description: "Headers to add to that answer, with status.",
  },
  retryAfterSeconds: count(0, "Retry-After, with status."),
  body: text("The whole body in place of the error's, with status."),
  latencyMs: { ...latency, description: "The delay of the answer in milliseconds." },
  connection: {
    enum: ["reset", "stall"],
    description: "Breaks the connection off, or never answers.",
  },
  response: {
    enum: ["truncated", "malformed"],
    description: "Breaks the body off, or sends one that is not what its media type says.",
  },
  participants: {
    description: "Who cannot be added to a thread.",
    anyOf: [
      { const: "all" },
      { type: "array", minItems: 1, items: { type: "string" } },
      {
        type: "object",
        required: ["every"],
        properties: { every: { type: "integer", minimum: 1 } },
        additionalProperties: false,
      },
    ],
  },
  socket: {
    description: "What happens to sockets in place of calls.",
    anyOf: [
      { enum: ["refuse", "drop", "duplicate", "reorder"] },
      { type: "object", required: ["delayMs"], properties: { delayMs: latency } },
      { type: "object", required: ["close"], properties: { close: { type: "integer" } } },
    ],
  },
  event: text("Only that notification, with socket."),
} as const satisfies { readonly [Field in keyof FaultRule]-?: Described };

export const faultSchema = { type: "object", additionalProperties: false, properties } as const;

export const lagSchema = {
  type: "object",
  additionalProperties: false,
  properties: {
    receiptsMs: { ...milliseconds, description: "How long a read receipt is not listed." },
    listsMs: { ...milliseconds, description: "How long what was made is not listed." },
  } satisfies { readonly [Field in keyof Lag]-?: Described },
} as const;
