// Control routes by which a client acts for a robot, within the turn that it was told of.

import { number, record, text } from "./answer-schemas.ts";
import { type DurationWish, durationSchema } from "./duration-schema.ts";
import { json, nothing } from "./problem.ts";
import { type BodySchema, done, type Route, type RouteAnswer, withBody } from "./route.ts";
import type { Turn } from "./turn.ts";
import { Turns } from "./turns.ts";

const id = (what: string) => ({ type: "string", minLength: 1, description: what }) as const;
const threadId = id("Another thread than that in which something was heard.");
const messageId = id("The message's id.");
const words = { type: "string", examples: ["Hello"] } as const;
const duration = { ...durationSchema, examples: [{ seconds: 2 }] } as const;

interface Where {
  readonly threadId?: string;
}

interface Saying extends Where {
  readonly text: string;
  readonly type?: "text" | "html";
  readonly priority?: "normal" | "high";
  readonly metadata?: Readonly<Record<string, string>>;
}

const saying = {
  text: words,
  type: { enum: ["text", "html"], examples: ["text", "html"] },
  priority: { enum: ["normal", "high"], examples: ["normal", "high"] },
  metadata: {
    type: "object",
    additionalProperties: { type: "string", examples: ["value"] },
    examples: [{ mood: "good" }],
  },
} as const;

const said = [
  { status: 201, description: "The message.", schema: record({ messageId: text }) },
] as const;
const isDone = done("It is done.");

interface Act<Body> {
  readonly name: string;
  readonly summary: string;
  readonly schema: Pick<BodySchema<Body>, "properties" | "required">;
  readonly answers?: readonly RouteAnswer[];
  run(turn: Turn, body: Body): Response | Promise<Response>;
}

/** All of them are good in the thread in which something was heard, unless the body names another. */
function act<Body>({ name, schema, answers = isDone, run, summary }: Act<Body>): Route {
  return withBody<Body>({
    method: "POST",
    path: `turns/{turn}/${name}`,
    summary,
    what: "act for the robot",
    isOfPresent: true,
    ...(!schema.required && { isOptional: true }),
    schema: { type: "object", additionalProperties: false, ...schema },
    answers,
    handle: ({ control, tenant, params }, body) =>
      run(Turns.of(control).turn(params["turn"] ?? "", tenant), body),
  });
}

const talking: readonly Route[] = [
  act<Saying>({
    name: "say",
    summary: "Sends a message.",
    schema: { required: ["text"], properties: { ...saying, threadId } },
    answers: said,
    run: async (turn, { text: words, ...options }) =>
      json({ messageId: await turn.act((hands) => hands.say(words, options)) }, 201),
  }),
  act<Omit<Saying, "threadId">>({
    name: "reply",
    summary: "Sends a message that answers the one that was heard, where the vendor has answers.",
    schema: { required: ["text"], properties: saying },
    answers: said,
    run: async (turn, { text: words, ...options }) =>
      json({ messageId: await turn.act((hands) => hands.reply(words, options)) }, 201),
  }),
  act<Where & { readonly messageId: string; readonly text: string }>({
    name: "edit",
    summary: "Gives one of the robot's own messages another text.",
    schema: {
      required: ["messageId", "text"],
      properties: { messageId, text: words, threadId },
    },
    async run(turn, { messageId: message, text: words, ...where }) {
      await turn.act((hands) => hands.edit(message, words, where));
      return nothing();
    },
  }),
  act<Where & { readonly messageId: string }>({
    name: "remove",
    summary: "Deletes one of the robot's own messages.",
    schema: { required: ["messageId"], properties: { messageId, threadId } },
    async run(turn, { messageId: message, ...where }) {
      await turn.act((hands) => hands.remove(message, where));
      return nothing();
    },
  }),
  act<Where & { readonly messageId?: string }>({
    name: "read",
    summary: "Marks what was heard, or another message, as read.",
    schema: { properties: { messageId, threadId } },
    async run(turn, { messageId: message, threadId: thread }) {
      await turn.act((hands) => {
        if (thread === undefined) return hands.read(message);
        const what = { event: "", threadId: thread, payload: {} };
        return hands.read(message === undefined ? what : { ...what, messageId: message });
      });
      return nothing();
    },
  }),
];

const timing: readonly Route[] = [
  act<Where & { readonly duration: DurationWish }>({
    name: "type",
    summary:
      "Shows that the robot types, and again every five seconds; answered when that long has passed by the tenant's clock.",
    schema: { required: ["duration"], properties: { duration, threadId } },
    async run(turn, { duration: long, ...where }) {
      await turn.act((hands) => hands.type(long, where));
      return nothing();
    },
  }),
  act<{ readonly duration: DurationWish }>({
    name: "wait",
    summary: "Answered when that long has passed by the tenant's clock.",
    schema: { required: ["duration"], properties: { duration } },
    async run(turn, { duration: long }) {
      await turn.act((hands) => hands.wait(long));
      return nothing();
    },
  }),
];

type Added = string | { readonly id: string; readonly name?: string };

const going: readonly Route[] = [
  act<{ readonly threadId: string; readonly people: readonly Added[] }>({
    name: "add",
    summary: "Brings people in, by raw id, who see all of the history.",
    schema: {
      required: ["threadId", "people"],
      properties: {
        threadId: id("The thread."),
        people: {
          type: "array",
          minItems: 1,
          items: {
            anyOf: [
              { type: "string", minLength: 1 },
              {
                type: "object",
                additionalProperties: false,
                required: ["id"],
                properties: { id: id("A raw id."), name: { type: "string" } },
              },
            ],
            examples: ["8:acs:…", { id: "8:acs:…", name: "Carol" }],
          },
          examples: [["8:acs:…"]],
        },
      },
    },
    async run(turn, { threadId: thread, people }) {
      await turn.act((hands) => hands.addTo(thread, people));
      return nothing();
    },
  }),
  act<Where>({
    name: "leave",
    summary: "Goes out of the thread.",
    schema: { properties: { threadId } },
    async run(turn, where) {
      await turn.act((hands) => hands.leave(where.threadId));
      return nothing();
    },
  }),
  act<object>({
    name: "random",
    summary: "Draws a number in [0, 1), in the same order for the same seed.",
    schema: { properties: {} },
    answers: [{ status: 200, description: "The number.", schema: record({ random: number }) }],
    run: async (turn) => json({ random: await turn.act((hands) => hands.random()) }),
  }),
];

export const turnRoutes: readonly Route[] = [
  ...talking,
  ...timing,
  ...going,
  act<object>({
    name: "done",
    summary: "Says that the turn is done: the robot goes on with what it heard next.",
    schema: { properties: {} },
    run(turn) {
      turn.done();
      return nothing();
    },
  }),
  act<{ readonly message: string }>({
    name: "fail",
    summary: "Says that the turn has failed, which is an error of the clock's.",
    schema: { required: ["message"], properties: { message: words } },
    run(turn, { message }) {
      turn.fail(message);
      return nothing();
    },
  }),
];
