// Faults that make no sense: each is refused with what is wrong with it and what to do.

import { expect, test } from "vitest";
import { FaultError, Faults, readFaultHeader, readLag } from "../../src/server/faults/index.ts";

const newFaults = () => new Faults({ random: { next: () => 0 } });
const send = "ChatThread_SendChatMessage";
const add = "ChatThread_AddChatParticipants";

const rejected: readonly (readonly [rule: unknown, message: string])[] = [
  // Types and ranges.
  [null, "it is null, not an object. Write an object."],
  ["status=429", 'it is "status=429", not an object. Write an object.'],
  [[{ status: 429 }], "it is a list, not an object. Write an object."],
  [{ staus: 429 }, 'it has the unknown field "staus". Did you mean "status"?'],
  [{ latency: 5 }, 'it has the unknown field "latency". Did you mean "latencyMs"?'],
  [{ status: 429, retryAfter: 5 }, 'unknown field "retryAfter". Did you mean "retryAfterSeconds"?'],
  [JSON.parse('{"__proto__":1}'), 'it has the unknown field "__proto__". The known ones are id, '],
  [{ status: "429" }, 'status is "429", not a number. Write a whole number from 200 to 599.'],
  [{ status: 99 }, "status is 99. Write a whole number from 200 to 599."],
  [{ status: 100 }, "status is 100. Write a whole number from 200 to 599."],
  [{ status: 600 }, "status is 600. Write a whole number from 200 to 599."],
  [{ status: 429.5 }, "status is 429.5. Write a whole number from 200 to 599."],
  [{ status: Number.NaN }, "status is the number NaN, not a number."],
  [{ status: null }, "status is null, not a number."],
  [{ id: "", status: 429 }, "id is empty. Fill it in, or leave it out."],
  [{ thread: 5, status: 404 }, "thread is the number 5, not text. Put it in quotes."],
  [{ user: {}, status: 404 }, "user is an object, not text. Write a text."],
  [{ vendor: "asc", status: 404 }, 'vendor is "asc". Did you mean "acs"?'],
  [{ vendor: "teams", status: 404 }, 'vendor is "teams". Write acs or stackexchange.'],
  [{ status: 500, message: 5 }, "message is the number 5, not text. Put it in quotes."],
  [{ status: 429, retryAfterSeconds: -1 }, "retryAfterSeconds is -1. Write a whole number from 0."],
  [{ status: 429, retryAfterSeconds: 0.5 }, "retryAfterSeconds is 0.5."],
  [{ status: 429, headers: [] }, 'headers is a list, not an object. Write an object such as { "'],
  [{ status: 429, headers: { a: 1 } }, 'headers["a"] is the number 1, not text. Put it in quotes.'],
  [{ status: 429, headers: { "a b": "1" } }, '"a b" is no name of a header. Correct it.'],
  [{ status: 429, headers: { a: "1\r\nb: 2" } }, 'headers["a"] has characters that no header may'],
  [{ status: 429, headers: { "Content-Length": "1" } }, "Content-Length is the transport's own"],
  [{ status: 429, headers: { A: "1", a: "2" } }, "a is said twice. Leave one of them out."],
  [{ latencyMs: "slow" }, 'latencyMs is "slow". Write milliseconds, or { "distribution"'],
  [{ latencyMs: 0 }, "latencyMs is 0, which delays nothing. Leave it out."],
  [{ latencyMs: -1 }, "latencyMs is -1. Write a number above 0 to 2147483647."],
  [{ latencyMs: Number.POSITIVE_INFINITY }, "latencyMs is Infinity. Write a number above 0"],
  [
    { latencyMs: { min: 1, max: 2 } },
    "latencyMs has no distribution. Write uniform or normal or lognormal.",
  ],
  [
    { latencyMs: { distribution: "lognormall" } },
    'latencyMs.distribution is "lognormall". Did you mean "lognormal"?',
  ],
  [{ latencyMs: { distribution: "uniform", min: 1 } }, "latencyMs has no max. Add it."],
  [
    { latencyMs: { distribution: "uniform", min: 5, max: 2 } },
    "latencyMs.min is greater than max. Swap them.",
  ],
  [
    { latencyMs: { distribution: "lognormal", median: 5, p99: 2 } },
    "latencyMs.median is greater than p99. Swap them.",
  ],
  [
    { latencyMs: { distribution: "normal", mean: 5, deviation: -2 } },
    "latencyMs.deviation is -2. Write a number from 0",
  ],
  [
    { latencyMs: { distribution: "normal", mean: 5, p99: 5 } },
    'latencyMs has the unknown field "p99". The known ones are distribution, mean, deviation.',
  ],
  [{ connection: "rst" }, 'connection is "rst". Write reset or stall.'],
  [{ response: "truncate" }, 'response is "truncate". Did you mean "truncated"?'],
  [{ participants: "some" }, 'participants is "some". Write "all", a list of ids, or'],
  [{ participants: [] }, "participants is an empty list. Name somebody, or write all."],
  [{ participants: [1] }, "participants[0] is the number 1, not text. Put it in quotes."],
  [{ participants: {} }, "participants has no every. Add it."],
  [{ participants: { every: 0 } }, "participants.every is 0. Write a whole number from 1."],
  [{ socket: "dropp" }, 'socket is "dropp". Did you mean "drop"?'],
  [{ socket: 5 }, 'socket is the number 5. Write "refuse", "drop", "duplicate", "reorder", {'],
  [{ socket: {} }, "socket says nothing."],
  [{ socket: { delayMs: 5, close: 1011 } }, "socket says two things."],
  [{ socket: { delay: 5 } }, 'socket has the unknown field "delay". Did you mean "delayMs"?'],
  [{ socket: { close: 5000 } }, "socket.close is 5000. Write a whole number from 1000 to 4999."],
  [{ socket: { close: 1006 } }, "socket.close is 1006, which no side of a socket may send. Write"],
  [{ socket: { close: 2500 } }, "socket.close is 2500, which no side of a socket may send. Write"],
  // How often.
  [{ status: 429, times: 0 }, "times is 0, so that it never strikes."],
  [{ status: 429, times: 1.5 }, "times is 1.5. Write a whole number from 1."],
  [{ status: 429, times: Number.POSITIVE_INFINITY }, "times is without end. Leave it out, which"],
  [{ status: 429, after: Number.POSITIVE_INFINITY }, "after is without end, so that it never"],
  [{ status: 429, after: -1 }, "after is -1. Write a whole number from 0."],
  [{ status: 429, probability: 0 }, "probability is 0, so that it never strikes. Write a number"],
  [{ status: 429, probability: 50 }, "probability is 50. Write a number above 0 to 1."],
  // What does not exist, or never comes together.
  [
    { operation: "ChatThread_SendChatMesage", status: 429 },
    'there is no operation "ChatThread_SendChatMesage". Did you mean "ChatThread_SendChatMessage"?',
  ],
  [
    { operation: "SendChatMessage", status: 429 },
    'there is no operation "SendChatMessage". Did you mean "ChatThread_SendChatMessage"?',
  ],
  [
    { operation: "launch", status: 429 },
    'there is no operation "launch". Use a name such as ChatThread_SendChatMessage, Chat_Send or',
  ],
  [{ operation: "Chatt*", status: 429 }, 'no operation fits "Chatt*". Use a name such as'],
  [
    { vendor: "stackexchange", operation: send, status: 429 },
    `${send} is of acs, not of stackexchange. Correct one of them.`,
  ],
  [
    { vendor: "acs", operation: "Site_*", status: 429 },
    "Site_* is of stackexchange, not of acs. Correct one of them.",
  ],
  [
    { apiVersion: "2025-03-16", status: 429 },
    'there is no api-version "2025-03-16". Did you mean "2025-03-15"?',
  ],
  [
    { operation: send, apiVersion: "v1", status: 429 },
    'there is no api-version "v1". The newest is 2025-03-15.',
  ],
  [
    { operation: "ChatThread_UploadChatImage", apiVersion: "2021-03-07", status: 429 },
    "ChatThread_UploadChatImage does not exist in api-version 2021-03-07. Use 2",
  ],
  [
    { operation: send, apiVersion: "2025-06-30", status: 429 },
    `${send} does not exist in api-version 2025-06-30. Use 2025-03-15, or leave it out.`,
  ],
  [
    { operation: "Chat_Send", apiVersion: "2025-03-15", status: 409 },
    "Stack Exchange has no api-versions. Leave it out.",
  ],
  [
    { vendor: "stackexchange", apiVersion: "current", status: 409 },
    "Stack Exchange has no api-versions. Leave it out.",
  ],
  [
    { operation: "Chat_ListChatThreads", thread: "19:x", status: 404 },
    "Chat_ListChatThreads names no thread. Leave thread out.",
  ],
  [
    { operation: "Chat_Edit", thread: "1", status: 404 },
    "Chat_Edit names no thread. Leave thread out.",
  ],
  [
    { operation: "CommunicationIdentity_Create", user: "8:acs:x", status: 404 },
    "CommunicationIdentity_Create is called by no user. Leave user out.",
  ],
  [
    { operation: send, participants: "all" },
    `participants are not added by ${send}. Use Chat_CreateChatThread or ${add}.`,
  ],
  [
    { vendor: "stackexchange", participants: "all" },
    "participants are not added by the vendor's operations. Use Chat_CreateChatThread or",
  ],
  [
    { vendor: "stackexchange", status: 409, code: "Conflict" },
    "errors of Stack Exchange have no code. Use message.",
  ],
  [{ socket: "drop", event: "chatMessageRecieved" }, 'Did you mean "chatMessageReceived"?'],
  [
    { socket: "drop", event: "bang" },
    'there is no notification "bang". The known ones are chatMess',
  ],
  [
    { vendor: "acs", socket: "drop", event: "messagePosted" },
    "acs has no messagePosted. Write the vendor stackexchange.",
  ],
  [{ event: "chatMessageReceived" }, "event is about sockets, and the rule does nothing to them."],
  [
    { socket: "refuse", event: "chatMessageReceived" },
    "a connection that is refused has no event. Leave it out, or use drop.",
  ],
  [{ socket: "refuse", thread: "19:x" }, "a connection that is refused has no thread."],
  [
    { socket: "drop", operation: send },
    "socket is about sockets and operation is about calls. Say",
  ],
  [{ socket: "drop", apiVersion: "2025-03-15" }, "socket is about sockets and apiVersion is about"],
  // Effects.
  [{}, "it does nothing. Add status, latencyMs, connection, response, participants or socket."],
  [{ operation: send, times: 3 }, "it does nothing."],
  [{ status: undefined }, "it does nothing."],
  [{ code: "Oops" }, "code is part of an answer without a status. Add the status."],
  [{ latencyMs: 5, retryAfterSeconds: 2 }, "retryAfterSeconds is part of an answer without a"],
  [{ status: 429, connection: "reset" }, "status and connection cannot both happen. Leave one of"],
  [{ connection: "reset", response: "truncated" }, "connection and response cannot both happen."],
  [{ status: 500, participants: "all" }, "status and participants cannot both happen."],
  [{ connection: "stall", participants: "all" }, "connection and participants cannot both happen."],
  [{ status: 500, socket: "drop" }, "socket is about sockets and status is about calls. Make two"],
  [{ latencyMs: 5, socket: "drop" }, "socket is about sockets and latencyMs is about calls."],
  [{ status: 500, body: "x", message: "y" }, "body replaces the whole body, message and all."],
  [{ status: 204, message: "y" }, "an answer with status 204 has no body, and so no message."],
  [{ status: 304, response: "truncated" }, "an answer with status 304 has no body, and so no resp"],
  [
    { status: 429, retryAfterSeconds: 2, headers: { "Retry-After": "3" } },
    "retry-after is said twice. Leave one of them out.",
  ],
];

test.each(rejected)("the rule %j is refused with words that help", (rule, message) => {
  const faults = newFaults();
  const adding = () => faults.add(rule);
  expect(adding).toThrow(FaultError);
  expect(adding).toThrow(/^Cannot add the fault: .+[.?]$/);
  expect(adding).toThrow(message);
  expect(faults.isIdle).toBe(true);
});

test("a second rule of the same id is refused, and the first one stays", () => {
  const faults = newFaults();
  faults.add({ id: "slow", latencyMs: 5 });
  expect(() => faults.add({ id: "slow", latencyMs: 9 })).toThrow(
    'Cannot add the fault: there is a fault "slow" already. Remove it first, or use another id.',
  );
  expect(faults.list()).toEqual([{ id: "slow", latencyMs: 5, matched: 0, struck: 0 }]);
});

const rejectedHeaders: readonly (readonly [text: string, message: string])[] = [
  ["", "it does nothing. Add status, latencyMs,"],
  ["status", '"status" has no value. Write pairs such as status=429; retry-after=2.'],
  ["status=429; status=500", "it says status twice. Leave one of them out."],
  ["status=429; retry-after=1; retry-after-seconds=2", "it says retry-after-seconds twice."],
  ["staus=429", 'it has the unknown key "staus". Did you mean "status"?'],
  ["retryAfter=2", 'it has the unknown key "retryAfter". Did you mean "retry-after"?'],
  ["bang=2", 'it has the unknown key "bang". The known ones are vendor, operation, api-version,'],
  ["status=many", 'status is "many", not a number. Write a whole number from 200 to 599.'],
  ["status=", 'status is "", not a number.'],
  ["status=1e3", 'status is "1e3", not a number.'],
  ['status=500; message="open', "message is no JSON. Correct its quotes and brackets."],
  ['{"status":429', "it is no JSON. Correct its quotes and brackets."],
  ['{"retry-after":2}', 'it has the unknown field "retry-after".'],
  ["status=429; times=3", "times has no meaning for a single request. Leave it out, or add the"],
  ["status=429; after=3", "after has no meaning for a single request."],
  ["status=429; id=mine", "id has no meaning for a single request."],
  ["socket=drop", "socket has no meaning for a single request."],
  ['{"status":429,"event":"chatMessageReceived"}', "event has no meaning for a single request."],
  ["status=429; connection=reset", "status and connection cannot both happen."],
  [
    "operation=Chat_Sent; status=409",
    'there is no operation "Chat_Sent". Did you mean "Chat_Send"?',
  ],
];

test.each(rejectedHeaders)("the header %j is refused with words that help", (text, message) => {
  const reading = () => readFaultHeader(text);
  expect(reading).toThrow(FaultError);
  expect(reading).toThrow(`Cannot read the header x-emulator-fault: ${message}`);
});

test.each([
  [5, "it is the number 5, not an object. Write an object."],
  [{ receiptMs: 5 }, 'it has the unknown field "receiptMs". Did you mean "receiptsMs"?'],
  [{ listsMs: -1 }, "listsMs is -1. Write a number from 0 to 2147483647."],
  [{ listsMs: "1s" }, 'listsMs is "1s", not a number.'],
])("the lag %j is refused with words that help", (lag, message) => {
  expect(() => readLag(lag)).toThrow(`Cannot read the lag: ${message}`);
});

test.each([
  [undefined, "it is undefined, not an object."],
  [{ made: 0 }, "it has no rules."],
  [{ made: 0, rules: 5 }, "they have no list of rules."],
  [{ made: 0, rules: [5] }, "it has no matched."],
  [{ made: 0, rules: [{ status: 429, matched: 1, struck: 0 }] }, "one has no id."],
  [{ made: 0, rules: [{ id: "a", matched: 1, struck: 0 }] }, "it does nothing."],
  [
    {
      made: 0,
      rules: [
        { id: "a", status: 429, matched: 1, struck: 0 },
        { id: "a", status: 500, matched: 1, struck: 0 },
      ],
    },
    "two of them have the same id.",
  ],
])("loading %j is refused, and what was there stays", (saved, message) => {
  const faults = newFaults();
  faults.add({ status: 503 });
  expect(() => faults.load(saved)).toThrow(`Cannot load the faults: ${message}`);
  expect(faults.list()).toHaveLength(1);
});
