// Forums in the engine: who opens, sees, enters, leaves, follows, changes and deletes them, and who is shown the door.

import { expect, test } from "vitest";
import type { Entry } from "../../src/server/engine/forum.ts";
import type { ConversationId, PersonId } from "../../src/server/engine/ids.ts";
import { forum, mayPost } from "../../src/server/engine/queries.ts";
import { alice, bob, carol, dave, ghost, given, hall, room, START } from "../support/given.ts";

const mod = "mod" as PersonId;
const settings = { description: "A *place*", tags: ["fun"], entry: "anyone" } as const;
const open = { type: "openForum", by: alice, topic: "Sandbox", settings } as const;
const at = { conversation: room } as const;

test("who opens a forum owns it, and is not there yet", () => {
  const world = given();
  world.when(open).follows("forumOpened", "roleChanged");
  const { forum, ...conversation } = world.place();
  expect(conversation).toMatchObject({
    topic: "Sandbox",
    createdBy: alice,
    createdAt: START + 5000,
    members: new Map(),
  });
  expect(forum).toMatchObject(settings);
  expect(forum.roles).toEqual(new Map([[alice, "owner"]]));
  expect(forum.present.size).toBe(0);
  expect(forum.earlier).toEqual({ people: 0, messages: 0 });
});

test("a forum can have the id that it had elsewhere, and a past", () => {
  const id = "1" as ConversationId;
  const earlier = { people: 7, messages: 700 };
  const world = given();
  const { result } = world.when({ ...open, id, earlier });
  expect(result).toEqual({ outcome: { conversation: id } });
  expect(world.place(id).forum.earlier).toEqual(earlier);
});

test.each([
  ["by somebody unknown", { ...open, by: ghost }, "personUnknown"],
  ["with the id of another forum", { ...open, id: room }, "idTaken"],
] as const)("refused: opening a forum %s", (_, command, refusal) => {
  given().forum(alice).when(command).refused(refusal);
});

test("entering happens once, and leaving where one is not is no error", () => {
  const world = given().forum(alice);
  world.when({ type: "leaveForum", by: bob, ...at }).follows();
  world.when({ type: "enterForum", by: bob, ...at }).follows("forumEntered");
  const enteredAt = world.now;
  world.when({ type: "enterForum", by: bob, ...at }).follows();
  expect(world.place().forum.present).toEqual(new Map([[bob, enteredAt]]));
  expect(world.place().forum.attendance.get(bob)).toEqual({ seenAt: enteredAt });
  world.when({ type: "leaveForum", by: bob, ...at }).follows("forumLeft");
  expect(world.place().forum.present.size).toBe(0);
  expect(world.place().forum.attendance.get(bob)).toEqual({ seenAt: world.now });
});

test("people are present in the order of their last arrival", () => {
  const world = given().forum(alice);
  for (const by of [bob, carol, alice]) world.do({ type: "enterForum", by, ...at });
  world.do({ type: "leaveForum", by: bob, ...at }, { type: "enterForum", by: bob, ...at });
  expect([...world.place().forum.present.keys()]).toEqual([carol, alice, bob]);
});

test("a person's forums are counted once each, on top of those before the world began", () => {
  const world = given().forum(alice).forum(alice);
  const old = "old" as PersonId;
  const earlier = { messages: 90, forums: 18, postedAt: 5 };
  world.do({ type: "registerPerson", id: old, earlier });
  for (const conversation of [hall, room, hall]) {
    world.do({ type: "enterForum", by: old, conversation });
    world.do({ type: "leaveForum", by: old, conversation });
  }
  expect([...(world.engine.state.attended.get(old) ?? [])]).toEqual([hall, room]);
  expect(world.engine.state.people.get(old)?.activity).toEqual({
    messages: 90,
    forums: 20,
    seenAt: world.now,
    postedAt: 5,
  });
});

const whoMayWhat: readonly [Entry, string, PersonId, sees: boolean, posts: boolean][] = [
  ["anyone", "anybody", dave, true, true],
  ["anyone", "a reader", carol, true, false],
  ["anyone", "a writer", bob, true, true],
  ["anyone", "an owner", alice, true, true],
  ["anyone", "a moderator", mod, true, true],
  ["approved", "anybody", dave, true, false],
  ["approved", "a reader", carol, true, false],
  ["approved", "a writer", bob, true, true],
  ["approved", "an owner", alice, true, true],
  ["approved", "a moderator", mod, true, true],
  ["invited", "anybody", dave, false, false],
  ["invited", "a reader", carol, true, false],
  ["invited", "a writer", bob, true, true],
  ["invited", "an owner", alice, true, true],
  ["invited", "a moderator", mod, true, true],
];

test.each(whoMayWhat)("entry for %s: %s", (entry, _, by, sees, posts) => {
  const world = given().moderator(mod).forum(alice, { entry });
  world.do(
    { type: "setRole", by: alice, ...at, person: bob, role: "writer" },
    { type: "setRole", by: alice, ...at, person: carol, role: "reader" },
  );
  const claim = { by, ...at };
  expect(forum(world.engine.state, claim).refusal === undefined).toBe(sees);
  expect(mayPost(world.engine.state, claim, world)).toBe(posts);
  const entering = world.when({ type: "enterForum", ...claim });
  if (sees) entering.follows("forumEntered");
  else entering.refused("conversationUnknown");
  const posting = world.when({ type: "postMessage", ...claim, kind: "text", text: "hi" });
  if (posts) posting.follows("messagePosted");
  else posting.refused(sees ? "notAllowed" : "conversationUnknown");
});

test.each([
  ["anyone", true],
  ["approved", true],
  ["invited", false],
] as const)("nobody in particular looks into a forum for %s: %s", (entry, sees) => {
  const { state } = given().forum(alice, { entry }).engine;
  expect(forum(state, at).refusal === undefined).toBe(sees);
});

test("following can be taken back, happens once each way and asks for no presence", () => {
  const world = given().forum(alice).forum(alice);
  const follow = { type: "followForum", by: bob } as const;
  world.when({ ...follow, ...at, isFollowed: false }).follows();
  world.when({ ...follow, conversation: hall, isFollowed: true }).follows("forumFollowed");
  world.when({ ...follow, ...at, isFollowed: true }).follows("forumFollowed");
  world.when({ ...follow, ...at, isFollowed: true }).follows();
  expect([...(world.engine.state.followed.get(bob) ?? [])]).toEqual([hall, room]);
  world.when({ ...follow, conversation: hall, isFollowed: false }).follows("forumFollowed");
  expect([...(world.engine.state.followed.get(bob) ?? [])]).toEqual([room]);
  expect(world.place().forum.present.size).toBe(0);
});

test("a change touches what it names and nothing else", () => {
  const world = given().forum(alice, settings);
  const change = { type: "changeForum", by: alice, ...at } as const;
  const [event] = world
    .when({ ...change, topic: "New", entry: "approved" })
    .follows("forumChanged");
  expect(event).toEqual({
    type: "forumChanged",
    at: world.now,
    by: alice,
    ...at,
    topic: "New",
    entry: "approved",
  });
  expect(world.place()).toMatchObject({ topic: "New", forum: { ...settings, entry: "approved" } });
  world.do({ ...change, description: "", tags: [] });
  expect(world.place()).toMatchObject({
    topic: "New",
    forum: { description: "", tags: [], entry: "approved" },
  });
});

const post = { type: "postMessage", ...at, kind: "text", text: "hi" } as const;

test.each([
  ["a person", bob],
  ["an owner", alice],
  ["a moderator", mod],
] as const)("in a frozen forum not even %s posts, until its time has come", (_, by) => {
  const world = given().moderator(mod).forum(alice);
  const frozenUntil = world.now + 3000;
  world.do({ type: "changeForum", by: alice, ...at, frozenUntil });
  world
    .after(1999)
    .when({ ...post, by })
    .refused("frozen");
  expect(mayPost(world.engine.state, { by, ...at }, world)).toBe(false);
  expect(mayPost(world.engine.state, { by, ...at }, { now: frozenUntil })).toBe(true);
  world
    .after(1)
    .when({ ...post, by })
    .follows("forumEntered", "messagePosted");
});

test("frozen for good stays frozen until somebody thaws it", () => {
  const world = given().forum(alice);
  const change = { type: "changeForum", by: alice, ...at } as const;
  world.do({ ...change, frozenUntil: Number.POSITIVE_INFINITY });
  world
    .after(10 ** 12)
    .when({ ...post, by: alice })
    .refused("frozen");
  world.do({ ...change, frozenUntil: 0 });
  world.when({ ...post, by: alice }).follows("forumEntered", "messagePosted");
});

test("who is thrown out leaves first, and comes back when the time is over", () => {
  const world = given()
    .forum(alice)
    .do({ type: "enterForum", by: bob, ...at });
  const until = world.now + 61_000;
  const events = world
    .when({ type: "expel", by: alice, ...at, person: bob, until })
    .follows("forumLeft", "personExpelled");
  expect(events[0]).toMatchObject({ by: alice, person: bob });
  expect(world.place().forum.present.size).toBe(0);
  expect(world.place().forum.expelled).toEqual(new Map([[bob, until]]));
  const back = { type: "enterForum", by: bob, ...at } as const;
  const { result } = world.after(59_999).when(back);
  expect(result).toEqual({ refusal: { type: "silenced", until } });
  expect(forum(world.engine.state, back).refusal).toBeUndefined();
  expect(mayPost(world.engine.state, back, world)).toBe(false);
  world.after(1).when(back).follows("forumEntered");
});

test("who is not there can be kept outside as well", () => {
  given()
    .forum(alice)
    .when({ type: "expel", by: alice, ...at, person: bob, until: START * 2 })
    .follows("personExpelled");
});

test("an invitation is an event and nothing more", () => {
  const world = given().forum(alice, { entry: "approved" });
  const [event] = world
    .when({ type: "invite", by: bob, ...at, person: carol })
    .follows("personInvited");
  expect(event).toMatchObject({ by: bob, person: carol });
  expect(world.place().forum.roles.has(carol)).toBe(false);
});

test("anybody who may be there gives a stretch of the conversation a title", () => {
  const world = given().forum(alice);
  const [first, last] = [world.say(bob, "one"), world.say(carol, "two")];
  const excerpt = { title: "Counting", first, last };
  world.when({ type: "keepExcerpt", by: dave, ...at, ...excerpt }).follows("excerptKept");
  expect(world.place().forum.excerpts).toEqual([{ ...excerpt, by: dave, at: world.now }]);
});

test("a deleted forum is there for moderators alone, and whoever is in can still leave", () => {
  const world = given()
    .moderator(mod)
    .forum(alice)
    .do({ type: "enterForum", by: bob, ...at });
  const remove = { type: "deleteConversation", ...at } as const;
  world.when({ ...remove, by: alice }).follows("conversationDeleted");
  const { state } = world.engine;
  expect(forum(state, at).refusal?.type).toBe("conversationUnknown");
  expect(forum(state, { by: alice, ...at }).refusal?.type).toBe("conversationUnknown");
  expect(forum(state, { by: mod, ...at }).value?.id).toBe(room);
  world.when({ ...remove, by: mod }).follows();
  world.when({ type: "leaveForum", by: bob, ...at }).follows("forumLeft");
});
