// Control routes that do what REST cannot: tell what a user is notified of, write part by part, and judge as a policy.

import { record, text } from "./answer-schemas.ts";
import type { FlagWish, StreamEnd, StreamWish } from "./controlled.ts";
import { followNotifications } from "./follow-notifications.ts";
import { keepStream, keptStream } from "./open-streams.ts";
import { json, nothing } from "./problem.ts";
import { type BodySchema, type Call, done, type Route, withBody } from "./route.ts";

const id = (what: string, example: string) =>
  ({ type: "string", minLength: 1, description: what, examples: [example] }) as const;

const threadId = id("The thread's id.", "19:acsV1_…@thread.v2");
const content = {
  type: "string",
  description: "All of the text so far.",
  examples: ["Hel"],
} as const;

interface Part {
  readonly threadId: string;
  readonly content: string;
}

interface LastPart extends Part {
  readonly reason?: StreamEnd;
}

const streamSchema: BodySchema<StreamWish> = {
  type: "object",
  additionalProperties: false,
  required: ["threadId", "sender"],
  properties: {
    threadId,
    sender: id("The raw id of a participant.", "8:acs:…"),
    senderDisplayName: { type: "string", examples: ["Bot"] },
    type: { enum: ["text", "html"], examples: ["text", "html"] },
    content: { type: "string", description: "The first part.", examples: [""] },
  },
};

const partSchema: BodySchema<Part> = {
  type: "object",
  additionalProperties: false,
  required: ["threadId", "content"],
  properties: { threadId, content },
};

const lastPartSchema: BodySchema<LastPart> = {
  ...partSchema,
  properties: {
    ...partSchema.properties,
    reason: {
      enum: ["completed", "expired", "canceled"],
      examples: ["completed", "expired", "canceled"],
    },
  },
};

export const messageRoutes: readonly Route[] = [
  {
    method: "GET",
    path: "acs/users/{id}/notifications",
    summary: "Tells as server-sent events what a user, by raw id, is notified of from now on.",
    what: "tell the notifications",
    answers: [
      {
        status: 200,
        description: "Each notification by its name, thread and payload, as it comes.",
        streamType: "text/event-stream",
      },
    ],
    handle: ({ tenant, params, request }) =>
      followNotifications(tenant.acs, params["id"] ?? "", request),
  },
  withBody<FlagWish>({
    method: "POST",
    path: "acs/flags",
    summary: "Marks a message as one that a policy blocks or warns of.",
    what: "flag the message",
    schema: {
      type: "object",
      additionalProperties: false,
      required: ["threadId", "messageId", "result"],
      properties: {
        threadId,
        messageId: id("The message's id.", "1742040000000"),
        result: {
          enum: ["contentBlocked", "warning"],
          examples: ["contentBlocked", "warning"],
        },
      },
    },
    answers: done("It is marked, and its participants are told."),
    handle({ tenant }, flag) {
      tenant.acs.flagMessage(flag);
      return nothing();
    },
  }),
  withBody<StreamWish>({
    method: "POST",
    path: "acs/streams",
    summary: "Begins a message that is written part by part, as bots write.",
    what: "stream the message",
    schema: streamSchema,
    answers: [{ status: 201, description: "The message.", schema: record({ messageId: text }) }],
    handle({ tenant }, message) {
      const stream = tenant.acs.streamMessage(message);
      keepStream(tenant, message.threadId, stream);
      return json({ messageId: stream.messageId }, 201);
    },
  }),
  partRoute("inform", "Tells what goes on before there is text to show."),
  partRoute("write", "Replaces the message's text with a longer one."),
  withBody<LastPart>({
    method: "POST",
    path: "acs/streams/{message}/end",
    summary: "Writes the last part.",
    what: "write to the message",
    schema: lastPartSchema,
    answers: done("The message has ended."),
    handle(call, { reason, ...part }) {
      streamOf(call, part).end(part.content, reason);
      return nothing();
    },
  }),
];

function partRoute(step: "inform" | "write", summary: string): Route {
  return withBody<Part>({
    method: "POST",
    path: `acs/streams/{message}/${step}`,
    summary,
    what: "write to the message",
    schema: partSchema,
    answers: done("The participants are told."),
    handle(call, part) {
      streamOf(call, part)[step](part.content);
      return nothing();
    },
  });
}

function streamOf({ tenant, params }: Call, part: Part) {
  return keptStream(tenant, part.threadId, params["message"] ?? "");
}
