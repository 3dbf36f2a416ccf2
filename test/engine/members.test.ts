// Membership, receipts and people in the engine.

import { expect, test } from "vitest";
import type { PersonId } from "../../src/server/engine/ids.ts";
import { receipts } from "../../src/server/engine/queries.ts";
import { alice, bob, carol, dave, given, room } from "../support/given.ts";

const add = (...people: readonly string[]) =>
  ({
    type: "addMembers",
    by: alice,
    conversation: room,
    members: people.map((person) => ({ person: person as PersonId, historyFrom: 0, name: "new" })),
  }) as const;

test("adding who is in changes nothing, not even his name", () => {
  given().conversation(alice, bob).when(add(bob)).follows();
});

test("one order adds several people with one notice", () => {
  const events = given()
    .conversation(alice)
    .when(add(bob, carol))
    .follows("membersAdded", "messagePosted");
  expect(events[1]).toMatchObject({
    message: { body: { members: [{ person: bob }, { person: carol }] } },
  });
});

test("who is unknown or was removed is turned away, the others come in", () => {
  const world = given().conversation(alice).do({ type: "removePerson", person: dave });
  const { result } = world.when(add("ghost", bob, dave));
  expect(result).toMatchObject({
    outcome: {
      rejected: [
        { person: "ghost", reason: "unknown" },
        { person: dave, reason: "removed" },
      ],
    },
  });
  expect([...(world.engine.state.conversations.get(room)?.members.keys() ?? [])]).toEqual([
    alice,
    bob,
  ]);
});

test("a conversation has room for its most members and not for one more", () => {
  const world = given({ membersMax: 3 }).conversation(alice, bob);
  world.when(add(carol, dave)).refused("tooManyMembers");
  world.when(add(carol)).follows("membersAdded", "messagePosted");
});

test("the one who leaves is told of it before he is out", () => {
  const world = given().conversation(alice, bob);
  const order = { type: "removeMember", by: alice, conversation: room, person: bob } as const;
  world.when(order).follows("messagePosted", "memberRemoved");
  world.when(order).follows();
  world.when({ type: "showTyping", by: bob, conversation: room }).refused("notMember");
});

test("who comes back stands at the end", () => {
  const world = given().conversation(alice, bob, carol);
  world.do({ type: "removeMember", by: alice, conversation: room, person: bob }, add(bob));
  expect([...(world.engine.state.conversations.get(room)?.members.keys() ?? [])]).toEqual([
    alice,
    carol,
    bob,
  ]);
});

test("each member has one receipt, of the newest message he read", () => {
  const world = given().conversation(alice, bob);
  const ids = [...(world.engine.state.conversations.get(room)?.messages.values() ?? [])].map(
    ({ id }) => id,
  );
  const [older, newer] = ids;
  if (!older || !newer) throw new Error("no messages");
  const read = { type: "markRead", conversation: room } as const;
  world.do({ ...read, by: alice, message: older }, { ...read, by: bob, message: newer });
  world.do({ ...read, by: alice, message: newer });
  world.when({ ...read, by: alice, message: older }).follows();
  const answer = receipts(world.engine.state, { by: alice, conversation: room });
  expect(answer).toMatchObject({
    value: [
      { person: bob, message: newer },
      { person: alice, message: newer },
    ],
  });
});

test.each([
  ["an unknown person is removed", { type: "removePerson", person: "ghost" as PersonId }],
  [
    "an unknown person's sessions are revoked",
    { type: "revokeSessions", person: "ghost" as PersonId },
  ],
] as const)("refused: %s", (_, command) => {
  given().when(command).refused("personUnknown");
});

test("a removed person can be removed no more", () => {
  const world = given();
  world.when({ type: "removePerson", person: bob }).follows("personRemoved");
  world.when({ type: "removePerson", person: bob }).refused("personUnknown");
});
