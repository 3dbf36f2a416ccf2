// Why a call that was expected did not come, in words that help.

import { expect, test } from "vitest";
import {
  explain,
  type HttpNote,
  Journal,
  received,
  type Wanted,
} from "../../src/server/journal/index.ts";

const send = "ChatThread_SendChatMessage";
const typing = "ChatThread_SendTypingNotification";

function call(operation: string | undefined, user: string, more: Partial<HttpNote> = {}): HttpNote {
  return {
    kind: "http",
    at: 0,
    durationMs: 0,
    tenant: "default",
    vendor: "acs",
    operation,
    user,
    method: "POST",
    url: "https://localhost/chat/threads/1/messages?api-version=1",
    headers: new Headers({ "content-type": "application/json" }),
    answer: { status: 201, headers: {}, body: null },
    ...more,
  };
}

const hello = { body: '{"content":"Hello","metadata":{"a/b":"1"},"tags":["x","y"]}' };
const form = {
  body: "text=hi&room=7&fkey=0123456789abcdef",
  headers: new Headers({ "content-type": "application/x-www-form-urlencoded" }),
};

test.each<[string, readonly HttpNote[], Wanted, string]>([
  [
    "another user, and another operation",
    [call(send, "alice"), call(typing, "alice"), call(send, "bob")],
    { operation: send, user: "alice", times: 2 },
    `Expected ${send} 2 times from alice, received 1: #1. Nearest other calls: #3 ${send} by bob (user differs); #2 ${typing} by alice (operation differs).`,
  ],
  [
    "nothing at all",
    [],
    { operation: send, user: "alice" },
    `Expected ${send} at least 1 time from alice, received 0. No other call came.`,
  ],
  [
    "another thread, newest first and each sort once",
    [
      call(send, "alice", { thread: "t1" }),
      call(send, "alice", { thread: "t1" }),
      call(send, "alice"),
    ],
    { operation: "SendChatMessage", thread: "t2" },
    `Expected SendChatMessage at least 1 time in t2, received 0. Nearest other calls: #3 ${send} by alice (thread is none); #2 ${send} by alice in t1 (thread differs).`,
  ],
  [
    "another body",
    [call(send, "alice", hello)],
    {
      operation: send,
      body: { content: "hi", metadata: { "a/b": "2" }, tags: ["x"], type: "text" },
    },
    `Expected ${send} at least 1 time with {"content":"hi","metadata":{"a/b":"2"},"tags":["x"],"type":"text"}, received 0. Nearest other calls: #1 ${send} by alice (body differs: /content is "Hello", expected "hi", /metadata/a~1b is "1", expected "2", /tags has 2 items, expected 1, and 1 more).`,
  ],
  [
    "no body",
    [call(send, "alice")],
    { operation: send, body: { content: "hi" } },
    `Expected ${send} at least 1 time with {"content":"hi"}, received 0. Nearest other calls: #1 ${send} by alice (body differs: all of it is missing, expected {"content":"hi"}).`,
  ],
  [
    "a field of a form",
    [call("Chat_Send", "alice", form)],
    { operation: "Chat_Send", body: { text: "ho", room: 7 } },
    'Expected Chat_Send at least 1 time with {"text":"ho","room":7}, received 0. Nearest other calls: #1 Chat_Send by alice (body differs: /text is "hi", expected "ho").',
  ],
  [
    "an operation that is misspelt",
    [call(undefined, "alice"), call(send, "alice")],
    { operation: "SendChatMesage", user: "bob" },
    `Expected SendChatMesage at least 1 time from bob, received 0. Nothing like it came; the last of 2 other calls was #2 ${send} by alice. Did you mean "SendChatMessage"?`,
  ],
  [
    "a call that has no operation",
    [call(undefined, "alice", { answer: { status: 404, headers: {}, body: null } })],
    { operation: typing },
    `Expected ${typing} at least 1 time, received 0. Nearest other calls: #1 POST /chat/threads/1/messages by alice, answered 404 (operation differs).`,
  ],
  [
    "too many, and one that was refused",
    [
      call(send, "alice"),
      call(send, "alice", { answer: { status: 429, headers: {}, body: null }, fault: ["f1"] }),
    ],
    { operation: send, times: 1 },
    `Expected ${send} 1 time, received 2: #1, #2. #2 was answered 429 by the fault f1.`,
  ],
  [
    "one where none was wanted",
    [call(send, "alice")],
    { operation: send, times: 0 },
    `Expected ${send} 0 times, received 1: #1.`,
  ],
  [
    "a matcher that is not met",
    [call(send, "alice", hello)],
    { operation: send, body: { content: expect.stringMatching(/^h/) } },
    `Expected ${send} at least 1 time with {"content":"StringMatching /^h/"}, received 0. Nearest other calls: #1 ${send} by alice (body differs: /content is "Hello", expected StringMatching /^h/).`,
  ],
  [
    "what was expected",
    [call(send, "alice", hello)],
    { operation: send, user: "alice", body: { content: expect.stringMatching(/^H/) } },
    `Received ${send} at least 1 time from alice with {"content":"StringMatching /^H/"}, as expected: #1.`,
  ],
])("explains %s", (_, notes, wanted, expected) => {
  const journal = new Journal();
  for (const note of notes) journal.record(note);
  expect(explain(journal, wanted)).toBe(expected);
});

test("says what the journal cannot know", () => {
  const journal = new Journal({ limit: 1 });
  journal.record(call(send, "alice"));
  journal.record(call(typing, "alice"));
  journal.isOn = false;
  expect(explain(journal, { operation: send })).toContain(
    "The journal is off: nothing is recorded. The oldest 1 entries are no longer kept.",
  );
});

test("a body that is not kept is no body that was expected", () => {
  const journal = new Journal();
  journal.record(call(send, "alice", { body: "x".repeat(300_000) }));
  expect(received(journal, { operation: send, body: { content: "x" } })).toEqual([]);
  expect(explain(journal, { operation: send, body: { content: "x" } })).toContain(
    "body differs: its 300000 bytes or characters are not kept",
  );
});

test("what explain counts is what was received", () => {
  const journal = new Journal();
  journal.record(call(send, "alice", hello));
  journal.record(call(send, "bob", hello));
  const body = { content: "Hello" };
  expect(received(journal, { operation: send, body }).map(({ seq }) => seq)).toEqual([1, 2]);
  expect(received(journal, { operation: send, user: "bob", body }).map(({ seq }) => seq)).toEqual([
    2,
  ]);
});
