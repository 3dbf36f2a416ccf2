// Conversations in the engine: creation, repetition, change, deletion and their places in lists.

import { expect, test } from "vitest";
import type { ConversationId } from "../../src/server/engine/ids.ts";
import { conversationsOf } from "../../src/server/engine/queries.ts";
import { alice, bob, carol, given, room } from "../support/given.ts";

test("a new conversation tells first who came in, then its topic", () => {
  const events = given()
    .when({ type: "createConversation", by: alice, topic: "Launch", members: [] })
    .follows("conversationCreated", "membersAdded", "messagePosted", "messagePosted");
  const notices = events.flatMap((event) =>
    event.type === "messagePosted" ? [event.message] : [],
  );
  expect(notices.map(({ body }) => body.kind)).toEqual(["membersAdded", "topicChanged"]);
  expect(notices.map(({ sequence }) => sequence)).toEqual([1, 2]);
  expect(notices[1]?.id).toBeGreaterThan(notices[0]?.id ?? 0);
});

test("the creator comes first unless he is listed, then the list's order counts", () => {
  const unlisted = given().conversation(bob, alice);
  expect([...(unlisted.engine.state.conversations.get(room)?.members.keys() ?? [])]).toEqual([
    bob,
    alice,
  ]);
  const listed = given().do({
    type: "createConversation",
    by: alice,
    topic: "t",
    members: [
      { person: bob, historyFrom: 0 },
      { person: alice, historyFrom: 0 },
    ],
  });
  expect([...(listed.engine.state.conversations.get(room)?.members.keys() ?? [])]).toEqual([
    bob,
    alice,
  ]);
});

test("the same repeat key from the same person makes nothing new", () => {
  const order = {
    type: "createConversation",
    by: alice,
    topic: "A",
    members: [],
    repeatKey: "k",
  } as const;
  const world = given().do(order);
  const again = world.when({ ...order, topic: "B" });
  again.follows();
  expect(again.result).toMatchObject({ outcome: { conversation: room } });
});

test("the same repeat key from somebody else makes another conversation", () => {
  const order = { type: "createConversation", topic: "A", members: [], repeatKey: "k" } as const;
  const world = given().do({ ...order, by: alice });
  world
    .when({ ...order, by: bob })
    .follows("conversationCreated", "membersAdded", "messagePosted", "messagePosted");
});

test("an empty change changes nothing", () => {
  given()
    .conversation(alice)
    .when({ type: "changeConversation", by: alice, conversation: room })
    .follows();
});

test("metadata of a conversation is merged, and retention can be taken away", () => {
  const change = { type: "changeConversation", by: alice, conversation: room } as const;
  const world = given()
    .conversation(alice)
    .do(
      { ...change, metadata: { a: "1", b: "2" }, retentionDays: 40 },
      { ...change, metadata: { b: "3" }, retentionDays: null },
    );
  const conversation = world.engine.state.conversations.get(room);
  expect({ ...conversation?.metadata }).toEqual({ a: "1", b: "3" });
  expect(conversation?.retentionDays).toBeUndefined();
});

test("deleting twice is no error and happens once", () => {
  const world = given().conversation(alice);
  const order = { type: "deleteConversation", by: alice, conversation: room } as const;
  world.when(order).follows("conversationDeleted");
  world.when(order).follows();
});

test("a list has the most recent activity first; departures do not count, deleted ones stay", () => {
  const second = "conversation-2" as ConversationId;
  const world = given().conversation(alice, bob, carol).conversation(alice, bob);
  const list = () => conversationsOf(world.engine.state, alice, { limit: 9 }).map(({ id }) => id);
  expect(list()).toEqual([second, room]);
  world.do({ type: "postMessage", by: bob, conversation: room, kind: "text", text: "hi" });
  expect(list()).toEqual([room, second]);
  world.do({ type: "changeConversation", by: alice, conversation: second, topic: "new" });
  expect(list()).toEqual([second, room]);
  world.do({ type: "removeMember", by: alice, conversation: room, person: carol });
  expect(list()).toEqual([second, room]);
  world.do({ type: "deleteConversation", by: bob, conversation: second });
  expect(list()).toEqual([second, room]);
  expect(conversationsOf(world.engine.state, carol, { limit: 9 })).toEqual([]);
});
