// The days of a forum: what was said on each, and the days before and after it on which something was said.

import { expect, test } from "vitest";
import type { MessageId } from "../../src/server/engine/ids.ts";
import { forumDay } from "../../src/server/engine/queries.ts";
import { alice, bob, type Given, given, hall, room } from "../support/given.ts";

const DAY_MS = 86_400_000;
const TODAY = 19_675;

/** A message said on that day (0 is the first), with that id. */
function say(world: Given, day: number, id: number, where = room, ms = 0): MessageId {
  world.now = (TODAY + day) * DAY_MS + ms - 1000;
  return world.say(bob, `${id}`, { conversation: where, id: id as MessageId });
}

function dayOf(world: Given, day: number, where = room) {
  const { messages, previous, next } = forumDay(world.place(where), TODAY + day);
  const relative = (other: number | undefined) => (other === undefined ? other : other - TODAY);
  return [messages.map(({ id }) => id), relative(previous), relative(next)];
}

function daysOf(world: Given, where = room): number[] {
  return world.place(where).forum.days.map(({ day }) => day - TODAY);
}

test("a forum in which nothing was said has no days", () => {
  const world = given().forum(alice);
  expect(daysOf(world)).toEqual([]);
  expect(dayOf(world, 0)).toEqual([[], undefined, undefined]);
});

test("a day goes from midnight to midnight, UTC, and knows its neighbours", () => {
  const world = given().forum(alice);
  say(world, 0, 1, room, DAY_MS - 1);
  say(world, 1, 2);
  say(world, 1, 3, room, DAY_MS - 1);
  say(world, 5, 4);
  expect(daysOf(world)).toEqual([0, 1, 5]);
  expect(dayOf(world, 0)).toEqual([[1], undefined, 1]);
  expect(dayOf(world, 1)).toEqual([[2, 3], 0, 5]);
  expect(dayOf(world, 5)).toEqual([[4], 1, undefined]);
});

test("a day on which nothing was said has neighbours too", () => {
  const world = given().forum(alice);
  say(world, 1, 1);
  say(world, 5, 2);
  expect(dayOf(world, 0)).toEqual([[], undefined, 1]);
  expect(dayOf(world, 3)).toEqual([[], 1, 5]);
  expect(dayOf(world, 6)).toEqual([[], 5, undefined]);
});

test("on one day a message that comes later can have a lower id", () => {
  const world = given().forum(alice);
  say(world, 0, 7);
  say(world, 0, 3, room, 1);
  expect(dayOf(world, 0)).toEqual([[3, 7], undefined, undefined]);
});

test("what belongs to a day is what was said on it, whatever the ids", () => {
  const world = given().forum(alice);
  for (const [day, id] of [
    [0, 20],
    [1, 10],
    [2, 30],
    [2, 5],
    [3, 25],
  ] as const) {
    say(world, day, id);
  }
  expect(dayOf(world, 0)).toEqual([[20], undefined, 1]);
  expect(dayOf(world, 1)).toEqual([[10], 0, 2]);
  expect(dayOf(world, 2)).toEqual([[5, 30], 1, 3]);
  expect(dayOf(world, 3)).toEqual([[25], 2, undefined]);
});

test("an earlier day that is told of later stands before the others", () => {
  const world = given().forum(alice);
  say(world, 5, 1);
  say(world, 2, 2);
  say(world, 9, 3);
  say(world, 2, 4, room, 1);
  expect(daysOf(world)).toEqual([2, 5, 9]);
  expect(dayOf(world, 2)).toEqual([[2, 4], undefined, 5]);
  expect(dayOf(world, 5)).toEqual([[1], 2, 9]);
});

test("messages that move take their days with them", () => {
  const world = given().forum(alice).forum(alice);
  for (const [day, id] of [
    [0, 1],
    [1, 2],
    [1, 3],
    [3, 5],
  ] as const) {
    say(world, day, id);
  }
  say(world, 2, 4, hall);
  const messages = [1, 2, 5] as MessageId[];
  world.do({ type: "moveMessages", by: alice, conversation: room, messages, to: hall });
  expect(daysOf(world)).toEqual([1]);
  expect(dayOf(world, 1)).toEqual([[3], undefined, undefined]);
  expect(daysOf(world, hall)).toEqual([0, 1, 2, 3]);
  expect(dayOf(world, 1, hall)).toEqual([[2], 0, 2]);
  expect(dayOf(world, 2, hall)).toEqual([[4], 1, 3]);
});

test("a deleted message stays on its day", () => {
  const world = given().forum(alice);
  const message = say(world, 0, 1);
  say(world, 1, 2);
  world.do({ type: "deleteMessage", by: bob, conversation: room, message });
  expect(dayOf(world, 0)).toEqual([[1], undefined, 1]);
});
