// Judges the form of ids and, when strict, of times and of what has no value.

import type { Violation } from "../../judge/exchange.ts";
import { type Case, listAt, property } from "./case.ts";

interface IdForm {
  readonly rule: string;
  readonly pattern: RegExp;
  readonly says: string;
}

const threadId: IdForm = {
  rule: "ids.thread",
  pattern: /^19:[A-Za-z0-9_-]+@thread\.v2$/,
  says: "A thread id has the form `19:<characters>@thread.v2`.",
};

const messageId: IdForm = {
  rule: "ids.message",
  pattern: /^\d+$/,
  says: "A message id is a decimal number of milliseconds.",
};

// Other clouds have another word before `acs`; recorders like to blank what comes after it.
const userId: IdForm = {
  rule: "ids.user",
  pattern: /^8:[a-z-]*acs:\S+$/,
  says: "A user id has the form `8:acs:<resource guid>_<guid>`.",
};

type Ids = (body: unknown) => readonly (readonly [pointer: string, id: unknown])[];

const idsByModel: Readonly<Record<string, readonly [form: IdForm, ids: Ids]>> = {
  CreateChatThreadResult: [
    threadId,
    (body) => [["/body/chatThread/id", property(property(body, "chatThread"), "id")]],
  ],
  ChatThreadProperties: [threadId, (body) => [["/body/id", property(body, "id")]]],
  ChatThreadsItemCollection: [
    threadId,
    (body) =>
      listAt(body, "value").map((item, at) => [`/body/value/${at}/id`, property(item, "id")]),
  ],
  SendChatMessageResult: [messageId, (body) => [["/body/id", property(body, "id")]]],
  ChatMessage: [messageId, (body) => [["/body/id", property(body, "id")]]],
  CommunicationIdentityAccessTokenResult: [
    userId,
    (body) => [["/body/identity/id", property(property(body, "identity"), "id")]],
  ],
  CommunicationIdentity: [userId, (body) => [["/body/id", property(body, "id")]]],
};

export function formViolations({ operation, received, isStrict }: Case): readonly Violation[] {
  if (received.body.kind !== "json") return [];
  const { value } = received.body;
  const entry = idsByModel[operation.row.success.model ?? ""];
  const ids = entry ? idViolations(entry[0], entry[1](value)) : [];
  const isChat = operation.api.name === "chat";
  return isStrict && isChat ? [...ids, ...valueViolations("/body", "", value)] : ids;
}

function idViolations({ rule, pattern, says }: IdForm, ids: ReturnType<Ids>): Violation[] {
  return ids.flatMap(([pointer, id]) =>
    typeof id !== "string" || pattern.test(id)
      ? []
      : [{ rule, pointer, expected: String(pattern), actual: id, message: says }],
  );
}

const timeName = /^(?:\w+On|shareHistoryTime)$/;
const timeForm = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/;

/** Forms that the service was always seen to keep, although its specification is wider. */
function valueViolations(pointer: string, name: string, value: unknown): Violation[] {
  if (value === null) {
    const message = "What has no value is left out, never null.";
    return [{ rule: "bodies.no-null", pointer, expected: undefined, actual: null, message }];
  }
  if (typeof value === "string" && timeName.test(name) && !timeForm.test(value)) {
    const message = "A time has the form `YYYY-MM-DDTHH:mm:ssZ`.";
    return [
      { rule: "times.form", pointer, expected: "YYYY-MM-DDTHH:mm:ssZ", actual: value, message },
    ];
  }
  if (typeof value !== "object" || name === "metadata") return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    valueViolations(`${pointer}/${key.replaceAll("~", "~0").replaceAll("/", "~1")}`, key, inner),
  );
}
