// Stars, pins and flags in forums: set and taken back by each person, cleared by owners and moderators.

import { expect, test } from "vitest";
import type { Mark } from "../../src/server/engine/forum.ts";
import type { MessageId, PersonId } from "../../src/server/engine/ids.ts";
import { alice, bob, carol, dave, type Given, given, room, START } from "../support/given.ts";

const mod = "mod" as PersonId;
const message = START as MessageId;
const target = { conversation: room, message } as const;
const toggle = (by: PersonId, mark: Mark) => ({ type: "toggleMark", by, ...target, mark }) as const;
const clear = (by: PersonId, ...marks: readonly ("star" | "pin")[]) =>
  ({ type: "clearMarks", by, ...target, marks }) as const;

/** Alice and Dave own a forum in which Bob has said something. */
function aMessage(): Given {
  const world = given().moderator(mod).forum(alice);
  world.do({ type: "setRole", by: alice, conversation: room, person: dave, role: "owner" });
  world.say(bob, "hi", { id: message });
  return world;
}

test.each([
  ["star", "stars", bob, carol],
  ["flag", "flags", carol, alice],
  ["pin", "pins", alice, dave],
] as const)("a %s is set and taken back, each person for himself", (mark, place, one, other) => {
  const world = aMessage();
  const plain = world.message(message);
  for (const [by, isSet, left] of [
    [one, true, [one]],
    [other, true, [one, other]],
    [one, false, [other]],
    [other, false, []],
  ] as const) {
    const done = world.when(toggle(by, mark));
    const [event] = done.follows("messageMarked");
    expect(done.result).toEqual({ outcome: { isSet } });
    expect(event).toMatchObject({ by, mark, isSet, message: world.message(message) });
    expect([...(world.message(message)[place] ?? [])]).toEqual(left);
  }
  expect(world.message(message)).toEqual(plain);
});

test("a mark leaves the message its place, its version and its history", () => {
  const world = aMessage();
  const { version, sequence } = world.message(message);
  const later = world.say(carol, "later");
  world.do(toggle(carol, "star"), toggle(alice, "pin"), toggle(carol, "flag"));
  const marked = world.message(message);
  expect(marked).toMatchObject({ version, sequence });
  expect(marked).not.toHaveProperty("history");
  const changes = [...world.place().changes.values()];
  expect(changes.map(({ id }) => id)).toEqual([message, later]);
  expect(changes[0]).toBe(marked);
});

test("the forum knows which messages have stars or pins, and flags are none of them", () => {
  const world = aMessage();
  const marked = () => [...world.place().forum.marked];
  world.do(toggle(bob, "flag"));
  expect(marked()).toEqual([]);
  world.do(toggle(bob, "star"), toggle(alice, "pin"));
  expect(marked()).toEqual([message]);
  world.do(toggle(bob, "star"));
  expect(marked()).toEqual([message]);
  world.do(toggle(alice, "pin"));
  expect(marked()).toEqual([]);
});

test("an edited message keeps its marks", () => {
  const world = aMessage().do(toggle(carol, "star"), toggle(alice, "pin"), toggle(carol, "flag"));
  world.do({ type: "editMessage", by: bob, ...target, text: "ho" });
  const [carols, alices] = [new Set([carol]), new Set([alice])];
  expect(world.message(message)).toMatchObject({ stars: carols, pins: alices, flags: carols });
});

test("a deleted message loses its stars and pins, keeps its flags, and is marked no more", () => {
  const world = aMessage().do(toggle(carol, "star"), toggle(alice, "pin"), toggle(carol, "flag"));
  world.do({ type: "deleteMessage", by: bob, ...target });
  expect(world.message(message)).not.toHaveProperty("stars");
  expect(world.message(message)).not.toHaveProperty("pins");
  expect(world.message(message)).toMatchObject({ flags: new Set([carol]) });
  expect(world.place().forum.marked.size).toBe(0);
});

test.each([
  [["star"], ["pins"], true],
  [["pin"], ["stars"], true],
  [["star", "pin"], [], false],
] as const)("clearing %j takes everybody's away and leaves %j", (marks, left, isMarked) => {
  const world = aMessage().do(
    ...[bob, carol].map((by) => toggle(by, "star")),
    ...[alice, dave].map((by) => toggle(by, "pin")),
    toggle(carol, "flag"),
  );
  const [event] = world.when(clear(alice, ...marks)).follows("marksCleared");
  const now = world.message(message);
  expect(event).toMatchObject({ by: alice, message: now });
  expect(["stars", "pins"].filter((place) => place in now)).toEqual(left);
  expect(now.flags).toEqual(new Set([carol]));
  expect(world.place().forum.marked.has(message)).toBe(isMarked);
});

test("clearing what is not there does nothing", () => {
  const world = aMessage();
  world.when(clear(mod, "star", "pin")).follows();
  world.do(toggle(bob, "star"));
  world.when(clear(mod, "pin")).follows();
  world.when(clear(mod)).follows();
});

const unknown = { message: 1 as MessageId };

test.each([
  ["an unknown message is starred", { ...toggle(bob, "star"), ...unknown }, "messageUnknown"],
  ["an unknown message is pinned", { ...toggle(alice, "pin"), ...unknown }, "messageUnknown"],
  ["an unknown message is cleared", { ...clear(alice, "star"), ...unknown }, "messageUnknown"],
  ["somebody pins", toggle(carol, "pin"), "notAllowed"],
  ["the author pins", toggle(bob, "pin"), "notAllowed"],
  ["the author clears", clear(bob, "star", "pin"), "notAllowed"],
] as const)("refused: %s", (_, command, refusal) => {
  aMessage().when(command).refused(refusal);
});

test.each([
  ["starred", toggle(carol, "star")],
  ["pinned", toggle(alice, "pin")],
  ["flagged", toggle(carol, "flag")],
  ["cleared", clear(alice, "star")],
] as const)("refused: a deleted message is %s", (_, command) => {
  const world = aMessage().do({ type: "deleteMessage", by: bob, ...target });
  world.when(command).refused("messageDeleted");
});
