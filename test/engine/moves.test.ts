// Moving messages between forums: all or none, in the order of their ids, with all that belongs to them.

import { expect, test } from "vitest";
import type { ConversationId, MessageId, PersonId } from "../../src/server/engine/ids.ts";
import { alice, bob, carol, type Given, given, hall, room } from "../support/given.ts";

const mod = "mod" as PersonId;
const at = { conversation: room } as const;
const move = (...messages: readonly MessageId[]) =>
  ({ type: "moveMessages", by: alice, ...at, messages, to: hall }) as const;
const idsOf = (world: Given, where: ConversationId) =>
  [...world.place(where).messages.values()].map(({ id }) => id);
const changesOf = (world: Given, where: ConversationId) => [...world.place(where).changes.values()];

/** Alice owns a room and Bob a hall; Carol has said three things in the first and one in the second. */
function threeMessages(): { world: Given; first: MessageId; second: MessageId; third: MessageId } {
  const world = given().moderator(mod).forum(alice).forum(bob);
  const first = world.say(carol, "first");
  world.say(carol, "elsewhere", { conversation: hall });
  return { world, first, second: world.say(carol, "second"), third: world.say(carol, "third") };
}

test("whatever order they are named in, messages move in the order of their ids, each once", () => {
  const { world, first, second, third } = threeMessages();
  const [elsewhere] = idsOf(world, hall);
  const done = world.when(move(third, first, third));
  const [event] = done.follows("messagesMoved");
  expect(done.result).toEqual({ outcome: { moved: 2 } });
  expect(event).toMatchObject({
    by: alice,
    ...at,
    to: hall,
    messages: [{ id: first }, { id: third }],
  });
  expect(idsOf(world, room)).toEqual([second]);
  expect(idsOf(world, hall)).toEqual([first, elsewhere, third]);
  expect(changesOf(world, room).map(({ id }) => id)).toEqual([second]);
  expect(changesOf(world, hall).map(({ id }) => id)).toEqual([elsewhere, first, third]);
  for (const [id, home] of [
    [first, hall],
    [second, room],
    [third, hall],
  ] as const) {
    expect(world.engine.state.homes.get(id)).toBe(home);
  }
});

test("a message that has moved takes the next numbers of its new forum and says where it was", () => {
  const { world, first, third } = threeMessages();
  const before = world.message(first);
  const { sequence, lastVersion } = world.place(hall);
  world.do(move(first, third));
  const moved = world.message(first, hall);
  expect(moved).toEqual({
    ...before,
    sequence: sequence + 1,
    version: moved.version,
    history: [
      { kind: "said", by: carol, at: before.createdAt, text: "first" },
      { kind: "moved", by: alice, at: world.now, from: room },
    ],
  });
  expect(moved.version).toBeGreaterThan(lastVersion);
  expect(world.place(hall)).toMatchObject({
    sequence: sequence + 2,
    lastVersion: world.message(third, hall).version,
  });
});

test("a message goes there and back again", () => {
  const { world, second } = threeMessages();
  const before = idsOf(world, room);
  world.do(move(second));
  world.do({ ...move(second), by: bob, conversation: hall, to: room }, move(second));
  world.do({ ...move(second), by: mod, conversation: hall, to: room });
  expect(idsOf(world, room)).toEqual(before);
  expect(world.engine.state.homes.get(second)).toBe(room);
  expect(world.message(second).history?.map(({ kind }) => kind)).toEqual([
    "said",
    ...Array(4).fill("moved"),
  ]);
  world.say(carol, "goes on");
  world.say(carol, "goes on", { conversation: hall });
});

test("in its new forum a message is edited, starred and answered as any other", () => {
  const { world, first } = threeMessages();
  world.do(move(first));
  const edit = { type: "editMessage", by: carol, message: first, text: "!" } as const;
  world.when({ ...edit, ...at }).refused("messageUnknown");
  world.when({ ...edit, conversation: hall }).follows("messageEdited");
  const star = { type: "toggleMark", by: bob, message: first, mark: "star" } as const;
  world.when({ ...star, ...at }).refused("messageUnknown");
  world.when({ ...star, conversation: hall }).follows("messageMarked");
});

test("marks follow", () => {
  const { world, first, second } = threeMessages();
  const mark = { type: "toggleMark", ...at } as const;
  world.do(
    { ...mark, by: bob, message: first, mark: "star" },
    { ...mark, by: alice, message: second, mark: "pin" },
    move(first),
  );
  expect([...world.place(room).forum.marked]).toEqual([second]);
  expect([...world.place(hall).forum.marked]).toEqual([first]);
  expect(world.message(first, hall).stars).toEqual(new Set([bob]));
});

test("what is deleted moves as well, with what it said before", () => {
  const { world, first } = threeMessages();
  world.do({ type: "deleteMessage", by: carol, ...at, message: first }, move(first));
  const moved = world.message(first, hall);
  expect(moved).toHaveProperty("deletedAt");
  expect(moved.history?.map(({ kind }) => kind)).toEqual(["said", "deleted", "moved"]);
});

test("counts and presence of people stay as they are", () => {
  const { world, first } = threeMessages();
  const attendance = () => [
    world.engine.state.people.get(carol)?.activity,
    world.place(room).forum.attendance.get(carol),
    world.place(hall).forum.attendance.get(carol),
    world.place(hall).forum.present.has(alice),
  ];
  const before = attendance();
  world.do(move(first));
  expect(attendance()).toEqual(before);
});

test("what has moved away is not repeated", () => {
  const world = given({ repeatWindowMs: 60_000 }).forum(alice).forum(alice);
  const message = world.say(bob, "hi");
  world.do(move(message));
  world
    .when({ type: "postMessage", by: bob, ...at, kind: "text", text: "hi" })
    .follows("messagePosted");
});

test.each([
  ["no message", () => [] as const, hall],
  ["to where they are", (first: MessageId) => [first] as const, room],
] as const)("nothing moves: %s", (_, messages, to) => {
  const { world, first } = threeMessages();
  const done = world.when({ ...move(...messages(first)), to });
  done.follows();
  expect(done.result).toEqual({ outcome: { moved: 0 } });
});

test("all of them move or none does", () => {
  const { world, first, third } = threeMessages();
  world.when(move(first, 1 as MessageId, third)).refused("messageUnknown");
  expect(idsOf(world, room)).toContain(first);
});

const nowhere = "nowhere" as ConversationId;
const target = { by: bob, conversation: hall } as const;

test.each([
  ["into nothing", [], { to: nowhere }, "conversationUnknown"],
  ["out of nothing", [], { conversation: nowhere }, "conversationUnknown"],
  ["by somebody who owns only the target", [], { by: bob }, "notAllowed"],
  [
    "into a forum that is not seen",
    [{ type: "changeForum", ...target, entry: "invited" }],
    {},
    "conversationUnknown",
  ],
  ["into a deleted forum", [{ type: "deleteConversation", ...target }], {}, "conversationUnknown"],
  [
    "by somebody who was thrown out of the target",
    [{ type: "expel", ...target, person: alice, until: Number.POSITIVE_INFINITY }],
    {},
    "silenced",
  ],
  [
    "into a forum where only approved people write",
    [{ type: "changeForum", ...target, entry: "approved" }],
    {},
    "notAllowed",
  ],
  [
    "by somebody who may only read the target",
    [{ type: "setRole", ...target, person: alice, role: "reader" }],
    {},
    "notAllowed",
  ],
  [
    "into a frozen forum",
    [{ type: "changeForum", ...target, frozenUntil: Number.POSITIVE_INFINITY }],
    {},
    "frozen",
  ],
] as const)("refused: moving %s", (_, past, change, refusal) => {
  const { world, first } = threeMessages();
  world
    .do(...past)
    .when({ ...move(first), ...change })
    .refused(refusal);
});

test("a writer of the target moves messages into it", () => {
  const { world, first } = threeMessages();
  world.do(
    { type: "changeForum", ...target, entry: "approved" },
    { type: "setRole", ...target, person: alice, role: "writer" },
  );
  world.when(move(first)).follows("messagesMoved");
});

test("what is frozen can be cleared out", () => {
  const { world, first } = threeMessages();
  world.do({ type: "changeForum", by: alice, ...at, frozenUntil: Number.POSITIVE_INFINITY });
  world.when(move(first)).follows("messagesMoved");
});
