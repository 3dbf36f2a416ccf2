// Editing and deleting in forums: who may, how long, and what the history tells afterwards.

import { expect, test } from "vitest";
import type { MessageId, PersonId } from "../../src/server/engine/ids.ts";
import { historyOf } from "../../src/server/engine/rules/forum-messages.ts";
import { alice, bob, carol, dave, type Given, given, room } from "../support/given.ts";

const mod = "mod" as PersonId;
const at = { conversation: room } as const;
const changeWindowMs = 120_000;

function aMessage(): { readonly world: Given; readonly message: MessageId } {
  const world = given({ changeWindowMs }).moderator(mod).forum(alice);
  return { world, message: world.say(bob, "hi") };
}

const edit = { type: "editMessage", ...at, text: "ho" } as const;
const remove = { type: "deleteMessage", ...at } as const;

test.each([
  ["edits", edit, "messageEdited"],
  ["deletes", remove, "messageDeleted"],
] as const)("an author %s up to the end of the time for it", (_, order, type) => {
  const { world, message } = aMessage();
  world
    .after(changeWindowMs)
    .when({ ...order, by: bob, message })
    .follows(type);
});

test.each([
  ["edits", edit],
  ["deletes", remove],
] as const)("refused: an author %s a millisecond too late", (_, order) => {
  const { world, message } = aMessage();
  world
    .after(changeWindowMs + 1)
    .when({ ...order, by: bob, message })
    .refused("tooLate");
});

test("an edit does not prolong the time", () => {
  const { world, message } = aMessage();
  world.after(changeWindowMs).do({ ...edit, by: bob, message });
  world
    .after(1)
    .when({ ...edit, by: bob, message })
    .refused("tooLate");
});

test("without a window an author changes what he said at any time", () => {
  const world = given().forum(alice);
  const message = world.say(bob, "hi");
  world
    .after(10 ** 10)
    .when({ ...edit, by: bob, message })
    .follows("messageEdited");
});

test.each([
  ["edits", edit, "messageEdited"],
  ["deletes", remove, "messageDeleted"],
] as const)("a moderator %s anybody's message at any time", (_, order, type) => {
  const { world, message } = aMessage();
  const [event] = world
    .after(10 ** 10)
    .when({ ...order, by: mod, message })
    .follows(type);
  expect(event).toMatchObject({ by: mod, message: { sender: bob } });
});

const unknown = 1 as MessageId;

test.each([
  ["another one's message is edited", edit, dave, "notSender"],
  ["another one's message is deleted", remove, dave, "notSender"],
  ["an owner edits another one's message", edit, alice, "notSender"],
  ["an owner deletes another one's message", remove, alice, "notSender"],
  ["an unknown message is edited", { ...edit, message: unknown }, bob, "messageUnknown"],
  ["an unknown message is deleted", { ...remove, message: unknown }, mod, "messageUnknown"],
] as const)("refused: %s", (_, order, by, refusal) => {
  const { world, message } = aMessage();
  world.when({ message, ...order, by }).refused(refusal);
});

test.each([
  ["its author edits it", edit, bob, "messageDeleted"],
  ["its author deletes it again", remove, bob, "messageDeleted"],
  ["a moderator edits it", edit, mod, "messageDeleted"],
  ["a moderator deletes it again", remove, mod, "messageDeleted"],
  ["somebody else edits it", edit, carol, "notSender"],
] as const)("refused on a deleted message: %s", (_, order, by, refusal) => {
  const { world, message } = aMessage();
  world.do({ ...remove, by: bob, message });
  world.when({ ...order, by, message }).refused(refusal);
});

test("that a message is deleted is said before that it is too late", () => {
  const { world, message } = aMessage();
  world.do({ ...remove, by: bob, message });
  world
    .after(changeWindowMs + 1)
    .when({ ...edit, by: bob, message })
    .refused("messageDeleted");
});

test("an edited message keeps its place and moves to the end of the changes", () => {
  const { world, message } = aMessage();
  const other = world.say(carol, "other");
  const before = world.message(message);
  const [event] = world.when({ ...edit, by: bob, message }).follows("messageEdited");
  expect(event).toMatchObject({ before, message: world.message(message) });
  expect(world.message(message)).toEqual({
    id: message,
    sender: bob,
    body: { kind: "text", text: "ho" },
    createdAt: before.createdAt,
    editedAt: world.now,
    version: world.now,
    sequence: 3,
    history: [
      { kind: "said", by: bob, at: before.createdAt, text: "hi" },
      { kind: "edited", by: bob, at: world.now, text: "ho" },
    ],
  });
  expect([...world.place().messages.values()].map(({ id }) => id)).toEqual([message, other]);
  expect([...world.place().changes.values()].map(({ id }) => id)).toEqual([other, message]);
});

test("an edit changes what is answered and who is called only when it says so", () => {
  const world = given().forum(alice);
  const parent = world.say(alice, "who?");
  const message = world.say(bob, "hi", { replyTo: parent, mentions: [carol] });
  const change = { ...edit, by: bob, message } as const;
  world.do(change);
  expect(world.message(message)).toMatchObject({ replyTo: parent, mentions: [carol] });
  world.do({ ...change, replyTo: message, mentions: [dave, alice] });
  expect(world.message(message)).toMatchObject({ replyTo: message, mentions: [dave, alice] });
  world.do({ ...change, replyTo: null, mentions: [] });
  expect(world.message(message)).not.toHaveProperty("replyTo");
  expect(world.message(message)).not.toHaveProperty("mentions");
});

test("an edit that brings no text leaves the text", () => {
  const { world, message } = aMessage();
  world.do({ type: "editMessage", ...at, by: bob, message, mentions: [alice] });
  expect(world.message(message)).toMatchObject({ body: { text: "hi" }, mentions: [alice] });
});

test("a deleted message says nothing, and its history everything", () => {
  const { world, message } = aMessage();
  const saidAt = world.now;
  world.do({ ...edit, by: mod, message });
  const editedAt = world.now;
  world.do({ ...remove, by: bob, message });
  const deleted = world.message(message);
  expect(deleted).toMatchObject({
    body: { kind: "text", text: "" },
    sender: bob,
    deletedAt: world.now,
    editedAt,
  });
  expect(historyOf(deleted)).toEqual([
    { kind: "said", by: bob, at: saidAt, text: "hi" },
    { kind: "edited", by: mod, at: editedAt, text: "ho" },
    { kind: "deleted", by: bob, at: world.now },
  ]);
});

test("the history of what was never changed is that it was said", () => {
  const { world, message } = aMessage();
  expect(historyOf(world.message(message))).toEqual([
    { kind: "said", by: bob, at: world.now, text: "hi" },
  ]);
});

test("deleting counts for nobody: what was posted stays posted", () => {
  const { world, message } = aMessage();
  world.do({ ...remove, by: bob, message });
  expect(world.engine.state.people.get(bob)?.activity?.messages).toBe(1);
  expect(world.place().messages.size).toBe(1);
  expect(world.engine.state.homes.get(message)).toBe(room);
});
