// Posting to forums in the engine: presence, ids, numbers, counts of people, repeated text and reputation.

import { expect, test } from "vitest";
import type { MessageId, PersonId } from "../../src/server/engine/ids.ts";
import { forumMessages, mayPost } from "../../src/server/engine/queries.ts";
import { alice, bob, carol, type Given, given, hall, room, START } from "../support/given.ts";

const mod = "mod" as PersonId;
const at = { conversation: room } as const;
const post = { type: "postMessage", by: bob, ...at, kind: "text", text: "hi" } as const;
const idsOf = (world: Given, where = room) =>
  [...world.place(where).messages.values()].map(({ id }) => id);

test("whoever posts is there from then on", () => {
  const world = given().forum(alice);
  const events = world.when(post).follows("forumEntered", "messagePosted");
  expect(events[1]).toMatchObject({ by: bob, at: world.now, isActivity: false });
  expect(world.place().forum.present).toEqual(new Map([[bob, world.now]]));
  world.when(post).follows("messagePosted");
  world.do({ type: "leaveForum", by: bob, ...at });
  world.when(post).follows("forumEntered", "messagePosted");
});

test("a message has its text, its author and the world's time, and no history yet", () => {
  const world = given().forum(alice);
  const id = world.say(bob, " *hi* ");
  expect(world.message(id)).toEqual({
    id,
    body: { kind: "text", text: " *hi* " },
    sender: bob,
    createdAt: world.now,
    version: world.now,
    sequence: 1,
  });
});

test("a message keeps what it answers and whom it calls; nobody is no mention", () => {
  const world = given().forum(alice);
  const parent = world.say(bob, "who?");
  const reply = world.say(carol, "@bob", { replyTo: parent, mentions: [bob, alice] });
  expect(world.message(reply)).toMatchObject({ replyTo: parent, mentions: [bob, alice] });
  const plain = world.say(carol, "me", { mentions: [] });
  expect(world.message(plain)).not.toHaveProperty("mentions");
  expect(world.message(plain)).not.toHaveProperty("replyTo");
});

test("two messages in one millisecond have the same time and two versions", () => {
  const world = given().forum(alice);
  const first = world.message(world.say(bob, "one"));
  const second = world.message(world.after(0).say(bob, "two"));
  expect(second.createdAt).toBe(first.createdAt);
  expect(second.version).toBeGreaterThan(first.version);
  expect([first.sequence, second.sequence]).toEqual([1, 2]);
});

test("every post counts for its author and is where he last was", () => {
  const world = given().forum(alice).forum(alice);
  const activity = () => world.engine.state.people.get(bob)?.activity;
  expect(activity()).toBeUndefined();
  world.say(bob, "one");
  world.say(bob, "two", { conversation: hall });
  const last = world.say(bob, "three", { conversation: hall });
  const now = { seenAt: world.now, postedAt: world.now };
  expect(activity()).toEqual({ messages: 3, forums: 2, ...now });
  expect(world.place(hall).forum.attendance.get(bob)).toEqual({ ...now, lastMessage: last });
  world.do({ type: "leaveForum", by: bob, conversation: hall });
  const later = { ...now, seenAt: world.now };
  expect(activity()).toEqual({ messages: 3, forums: 2, ...later });
  expect(world.place(hall).forum.attendance.get(bob)).toEqual({ ...later, lastMessage: last });
});

test("a message with the id that it had elsewhere stands in its place", () => {
  const world = given().forum(alice);
  const [first, last] = [world.say(bob, "first"), world.say(bob, "last")];
  const middle = world.say(carol, "middle", { id: (first + 1) as MessageId });
  expect(middle).toBe(first + 1);
  expect(idsOf(world)).toEqual([first, middle, last]);
  expect([...world.place().changes.values()].map(({ id }) => id)).toEqual([first, last, middle]);
  expect(world.place().sequence).toBe(3);
  expect(world.engine.state.homes.get(middle)).toBe(room);
});

test("a page of messages is the newest of them, the oldest first", () => {
  const world = given().forum(alice);
  const ids = ["a", "b", "c", "d"].map((text) => world.say(bob, text));
  const page = (range: Parameters<typeof forumMessages>[1]) =>
    forumMessages(world.place(), range).map(({ id }) => ids.indexOf(id));
  expect(page({ limit: 2 })).toEqual([2, 3]);
  expect(page({ limit: 2, below: ids[3] ?? 0 })).toEqual([1, 2]);
  expect(page({ limit: 9, from: ids[1] ?? 0 })).toEqual([1, 2, 3]);
  expect(page({ limit: 0 })).toEqual([]);
});

const told = { id: START as MessageId };

test.each([
  ["an id of this forum", room],
  ["an id of another forum", hall],
] as const)("refused: a message with %s", (_, conversation) => {
  const world = given().forum(alice).forum(alice);
  world.say(alice, "first", told);
  const { result } = world.when({ ...post, conversation, ...told });
  expect(result).toEqual({ refusal: { type: "idTaken", id: `${START}` } });
  expect(world.place(conversation).forum.present.has(bob)).toBe(false);
});

test("the id of a deleted message stays taken", () => {
  const world = given().forum(alice);
  const message = world.say(bob, "first", told);
  world.do({ type: "deleteMessage", by: bob, ...at, message });
  world.when({ ...post, ...told }).refused("idTaken");
});

test.each([
  ["the same", 0, "hi", "repeated"],
  ["the same a moment before the end", 59_999, "hi", "repeated"],
  ["the same at the end", 60_000, "hi", undefined],
  ["the same with a space before it", 1, " hi", undefined],
  ["the same with a space behind it", 1, "hi ", undefined],
  ["another case", 1, "Hi", undefined],
] as const)("within a minute after a message: %s", (_, ms, text, refusal) => {
  const world = given({ repeatWindowMs: 60_000 }).forum(alice);
  const message = world.say(bob, "hi");
  const { result } = world.after(ms).when({ ...post, text });
  expect(result.refusal).toEqual(refusal && { type: refusal, message });
});

test("only one's own last message in the same forum can be repeated", () => {
  const world = given({ repeatWindowMs: 60_000 }).forum(alice).forum(alice);
  world.say(bob, "hi");
  world.when({ ...post, by: carol }).follows("forumEntered", "messagePosted");
  world.when({ ...post, conversation: hall }).follows("forumEntered", "messagePosted");
  world.say(bob, "ho");
  world.when(post).follows("messagePosted");
});

test("owners and moderators do not repeat themselves either", () => {
  const world = given({ repeatWindowMs: 60_000 }).moderator(mod).forum(alice);
  for (const by of [alice, mod]) {
    world.say(by, "hi");
    world.when({ ...post, by }).refused("repeated");
  }
});

test("what was edited or deleted is not repeated by what it said before", () => {
  const world = given({ repeatWindowMs: 60_000 }).forum(alice);
  const first = world.say(bob, "hi");
  world.do({ type: "editMessage", by: bob, ...at, message: first, text: "ho" });
  world.when({ ...post, text: "ho" }).refused("repeated");
  const second = world.say(bob, "hi");
  world.do({ type: "deleteMessage", by: bob, ...at, message: second });
  world.when(post).follows("messagePosted");
});

test("without a window everything can be repeated", () => {
  const world = given().forum(alice);
  world.say(bob, "hi");
  world.after(0).when(post).follows("messagePosted");
});

const newcomer = "newcomer" as PersonId;

test.each([
  ["too little", { reputation: 19 }, "reputationTooLow"],
  ["just enough", { reputation: 20 }, undefined],
  ["none, as the system's own people", {}, undefined],
  ["too little, and is a moderator", { reputation: 1, isModerator: true }, undefined],
] as const)("whose reputation is %s", (_, profile, refusal) => {
  const world = given({ reputationToPost: 20 }).forum(alice).person(newcomer, profile);
  const order = { ...post, by: newcomer };
  expect(mayPost(world.engine.state, order, world)).toBe(refusal === undefined);
  expect(world.when(order).result.refusal).toEqual(refusal && { type: refusal, needed: 20 });
});

test("who owns a forum needs no reputation there, as a writer does", () => {
  const world = given({ reputationToPost: 20 }).forum(alice).person(newcomer, { reputation: 1 });
  const give = { type: "setRole", by: alice, ...at, person: newcomer } as const;
  world.do({ ...give, role: "writer" });
  world.when({ ...post, by: newcomer }).refused("reputationTooLow");
  world.do({ ...give, role: "owner" });
  world.when({ ...post, by: newcomer }).follows("forumEntered", "messagePosted");
});
