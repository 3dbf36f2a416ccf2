// Roles of forums in the engine: owners and moderators give them, anybody may ask for one.

import { expect, test } from "vitest";
import type { Role } from "../../src/server/engine/forum.ts";
import type { PersonId } from "../../src/server/engine/ids.ts";
import { mayPost } from "../../src/server/engine/queries.ts";
import { alice, bob, carol, dave, ghost, given, room } from "../support/given.ts";

const mod = "mod" as PersonId;
const at = { conversation: room } as const;
const give = (person: PersonId, role: Role | "none", by = alice) =>
  ({ type: "setRole", by, ...at, person, role }) as const;
const ask = (by: PersonId) => ({ type: "requestRole", by, ...at }) as const;

test("a role is given, changed and taken away, each time once", () => {
  const world = given().forum(alice);
  const roleOfBob = () => world.place().forum.roles.get(bob);
  world.when(give(bob, "none")).follows();
  for (const role of ["reader", "writer", "owner"] as const) {
    const [event] = world.when(give(bob, role)).follows("roleChanged");
    expect(event).toMatchObject({ by: alice, person: bob, role });
    expect(roleOfBob()).toBe(role);
    world.when(give(bob, role)).follows();
  }
  world.when(give(bob, "none")).follows("roleChanged");
  expect(roleOfBob()).toBeUndefined();
});

test("a new owner gives roles too, even to the one who made him", () => {
  const world = given().forum(alice).do(give(bob, "owner"));
  world.when(give(alice, "none", bob)).follows("roleChanged");
  world.when(give(bob, "none")).refused("notAllowed");
});

test("a moderator gives roles without having one", () => {
  const world = given().moderator(mod).forum(alice, { entry: "invited" });
  world.when(give(mod, "owner", mod)).follows("roleChanged");
});

test("a reader loses his voice, and has it back without the role", () => {
  const world = given().forum(alice).do(give(bob, "reader"));
  const claim = { by: bob, ...at };
  expect(mayPost(world.engine.state, claim, world)).toBe(false);
  world.do(give(bob, "none"));
  expect(mayPost(world.engine.state, claim, world)).toBe(true);
});

test("who asks for a role waits in line until he has one", () => {
  const world = given().forum(alice, { entry: "approved" });
  for (const person of [carol, bob, dave]) world.when(ask(person)).follows("roleRequested");
  world.when(ask(bob)).follows();
  expect([...world.place().forum.requests]).toEqual([carol, bob, dave]);
  world.do(give(bob, "writer"));
  expect([...world.place().forum.requests]).toEqual([carol, dave]);
  world.when(ask(bob)).follows();
});

test("who was turned down no longer waits, and may ask again", () => {
  const world = given().forum(alice, { entry: "approved" }).do(ask(bob));
  world.when(give(bob, "none")).follows("roleChanged");
  expect(world.place().forum.requests.size).toBe(0);
  world.when(give(bob, "none")).follows();
  world.when(ask(bob)).follows("roleRequested");
});

test.each([
  ["a role for somebody unknown", given().forum(alice), give(ghost, "writer"), "personUnknown"],
  ["a role given by anybody", given().forum(alice), give(bob, "writer", bob), "notAllowed"],
  [
    "a role given by somebody unknown",
    given().forum(alice),
    give(bob, "writer", ghost),
    "notAllowed",
  ],
  [
    "a role in a forum that one does not see",
    given().forum(alice, { entry: "invited" }),
    give(bob, "writer", bob),
    "conversationUnknown",
  ],
  [
    "a request in a forum that one does not see",
    given().forum(alice, { entry: "invited" }),
    ask(bob),
    "conversationUnknown",
  ],
] as const)("refused: %s", (_, world, command, refusal) => {
  world.when(command).refused(refusal);
});
