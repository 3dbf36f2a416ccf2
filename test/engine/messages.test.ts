// Messages in the engine: numbering, order by last change, history and who may change what.

import { expect, test } from "vitest";
import type { MessageId, PersonId } from "../../src/server/engine/ids.ts";
import { messages } from "../../src/server/engine/queries.ts";
import { alice, bob, carol, type Given, given, room } from "../support/given.ts";

function post(world: Given, by: PersonId, text: string): MessageId {
  const { result } = world.when({
    type: "postMessage",
    by,
    conversation: room,
    kind: "text",
    text,
  });
  if (result.refusal || !result.outcome || !("message" in result.outcome))
    throw new Error("refused");
  return result.outcome.message;
}

function list(world: Given, by: PersonId) {
  const answer = messages(world.engine.state, { by, conversation: room, limit: 100 });
  if (answer.refusal) throw new Error(answer.refusal.type);
  return answer.value.page;
}

test("every change takes the next number and moves its message to the top", () => {
  const world = given().conversation(alice, bob);
  const first = post(world, alice, "one");
  post(world, bob, "two");
  world.do({ type: "editMessage", by: alice, conversation: room, message: first, text: "one!" });
  expect(list(world, bob).map(({ sequence, body }) => [sequence, body.kind])).toEqual([
    [5, "text"],
    [4, "text"],
    [2, "topicChanged"],
    [1, "membersAdded"],
  ]);
  expect(list(world, bob)[0]).toMatchObject({ id: first, body: { text: "one!" } });
});

test("two messages in one millisecond have two ids and keep their order", () => {
  const world = given().conversation(alice);
  const ids = [1, 2, 3].map((n) => {
    world.now -= 1000;
    return post(world, alice, `message ${n}`);
  });
  expect(new Set(ids).size).toBe(3);
  expect([...ids].sort((a, b) => a - b)).toEqual(ids);
});

test("a deleted message stays, says nothing and was not edited", () => {
  const world = given().conversation(alice);
  const message = post(world, alice, "secret");
  const order = { by: alice, conversation: room, message } as const;
  world.do({ type: "editMessage", ...order, text: "secret!", metadata: { a: "1" } });
  world.do({ type: "deleteMessage", ...order });
  const [deleted] = list(world, alice);
  expect(deleted).toMatchObject({ id: message, body: { kind: "text", text: "" }, sequence: 5 });
  expect(deleted).not.toHaveProperty("editedAt");
  expect(deleted).not.toHaveProperty("metadata");
  world.when({ type: "deleteMessage", ...order }).follows();
});

test("editing merges metadata, and an empty value removes its key", () => {
  const world = given().conversation(alice);
  const message = post(world, alice, "x");
  const order = { type: "editMessage", by: alice, conversation: room, message } as const;
  world.do(
    { ...order, metadata: { tags: "a", key: "k" } },
    { ...order, metadata: { tags: "", more: "m" } },
  );
  const [edited] = list(world, alice);
  expect({ ...edited?.metadata }).toEqual({ key: "k", more: "m" });
});

test("a key named __proto__ is a key like any other", () => {
  const world = given().conversation(alice);
  const message = post(world, alice, "x");
  const metadata = JSON.parse('{"__proto__":"p"}');
  world.do({ type: "editMessage", by: alice, conversation: room, message, metadata });
  expect(Object.entries(list(world, alice)[0]?.metadata ?? {})).toEqual([["__proto__", "p"]]);
});

test("a newcomer sees what was written from his time on, also when older messages are edited", () => {
  const world = given().conversation(alice);
  const old = post(world, alice, "before");
  const historyFrom = world.now + 500;
  world.do({
    type: "addMembers",
    by: alice,
    conversation: room,
    members: [{ person: bob, historyFrom }],
  });
  post(world, alice, "after");
  world.do({ type: "editMessage", by: alice, conversation: room, message: old, text: "before!" });
  expect(list(world, bob).map(({ body }) => ("text" in body ? body.text : body.kind))).toEqual([
    "after",
    "membersAdded",
  ]);
  world
    .when({ type: "markRead", by: bob, conversation: room, message: old })
    .refused("messageUnknown");
});

const message = 1_700_000_000_000 as MessageId;
const at = { conversation: room, message } as const;

test.each([
  [
    "a stranger writes",
    { type: "postMessage", by: carol, conversation: room, kind: "text", text: "" },
    "notMember",
  ],
  ["a stranger types", { type: "showTyping", by: carol, conversation: room }, "notMember"],
  ["a stranger reads", { type: "markRead", by: carol, ...at }, "notMember"],
  ["an unknown message is edited", { type: "editMessage", by: alice, ...at }, "messageUnknown"],
  ["an unknown message is deleted", { type: "deleteMessage", by: alice, ...at }, "messageUnknown"],
  ["an unknown message is read", { type: "markRead", by: alice, ...at }, "messageUnknown"],
] as const)("refused: %s", (_, command, refusal) => {
  given().conversation(alice, bob).when(command).refused(refusal);
});

test("only the sender edits and deletes, and nobody a notice", () => {
  const world = given().conversation(alice, bob);
  const mine = { conversation: room, message: post(world, alice, "mine") } as const;
  world.when({ type: "editMessage", by: bob, ...mine, text: "?" }).refused("notSender");
  world.when({ type: "deleteMessage", by: bob, ...mine }).refused("notSender");
  const notice = { conversation: room, message: list(world, alice).at(-1)?.id ?? message } as const;
  world.when({ type: "deleteMessage", by: alice, ...notice }).refused("notSender");
});
