// What forums refuse: to those who were thrown out, to those who do not own them, and where nothing is to be seen.

import { expect, test } from "vitest";
import type { ConversationId, MessageId, PersonId } from "../../src/server/engine/ids.ts";
import {
  alice,
  bob,
  carol,
  type Given,
  ghost,
  given,
  hall,
  room,
  START,
} from "../support/given.ts";

const mod = "mod" as PersonId;
const at = { conversation: room } as const;
const post = { type: "postMessage", ...at, kind: "text", text: "hi" } as const;
const message = START as MessageId;

test.each([
  ["enters", { type: "enterForum" }],
  ["posts", { ...post }],
  ["edits", { type: "editMessage", message, text: "!" }],
  ["deletes", { type: "deleteMessage", message }],
  ["stars", { type: "toggleMark", message, mark: "star" }],
  ["flags", { type: "toggleMark", message, mark: "flag" }],
  ["invites", { type: "invite", person: carol }],
  ["keeps an excerpt", { type: "keepExcerpt", title: "t", first: message, last: message }],
] as const)("refused: somebody who was thrown out %s", (_, command) => {
  const world = given().forum(alice);
  world.say(bob, "hi", { id: message });
  world.do({ type: "expel", by: alice, ...at, person: bob, until: START * 2 });
  world.when({ ...command, by: bob, ...at }).refused("silenced");
});

const ruling = [
  ["changes it", { type: "changeForum", topic: "t" }],
  ["deletes it", { type: "deleteConversation" }],
  ["throws somebody out", { type: "expel", person: carol, until: START * 2 }],
  ["gives a role", { type: "setRole", person: carol, role: "owner" }],
  ["pins", { type: "toggleMark", message, mark: "pin" }],
  ["clears marks", { type: "clearMarks", message, marks: ["star"] }],
  ["moves messages", { type: "moveMessages", messages: [message], to: hall }],
] as const;

test.each(ruling)("only owners and moderators: somebody %s", (_, command) => {
  const world = () => {
    const made = given().moderator(mod).forum(alice).forum(bob);
    made.say(carol, "hi", { id: message });
    return made;
  };
  const writer = { type: "setRole", by: alice, ...at, person: bob, role: "writer" } as const;
  world()
    .do(writer)
    .when({ ...command, by: bob, ...at })
    .refused("notAllowed");
  for (const by of [alice, mod]) {
    expect(world().when({ ...command, by, ...at }).result.refusal).toBeUndefined();
  }
});

test.each(ruling)("refused: an owner who was thrown out %s", (_, command) => {
  const world = given().moderator(mod).forum(alice).forum(bob);
  world.say(carol, "hi", { id: message });
  world.do({ type: "expel", by: mod, ...at, person: alice, until: START * 2 });
  world.when({ ...command, by: alice, ...at }).refused("silenced");
});

test.each([
  ["enters", { type: "enterForum" }],
  ["posts", { ...post }],
  ["stars", { type: "toggleMark", message, mark: "star" }],
  ["invites", { type: "invite", person: carol }],
] as const)("refused: a moderator, who sees a deleted forum, %s", (_, command) => {
  const world = given().moderator(mod).forum(alice);
  world.say(bob, "hi", { id: message });
  world.do({ type: "deleteConversation", by: alice, ...at });
  world.when({ ...command, by: mod, ...at }).refused("conversationUnknown");
});

const nowhere = "nowhere" as ConversationId;

const anyOrder = [
  ["post", post],
  ["edit", { type: "editMessage", message, text: "!" }],
  ["delete a message", { type: "deleteMessage", message }],
  ["enter", { type: "enterForum" }],
  ["follow", { type: "followForum", isFollowed: true }],
  ["ask for a role", { type: "requestRole" }],
  ["give a role", { type: "setRole", person: carol, role: "writer" }],
  ["throw out", { type: "expel", person: carol, until: START * 2 }],
  ["invite", { type: "invite", person: carol }],
  ["change", { type: "changeForum", topic: "t" }],
  ["delete", { type: "deleteConversation" }],
  ["star", { type: "toggleMark", message, mark: "star" }],
  ["pin", { type: "toggleMark", message, mark: "pin" }],
  ["clear", { type: "clearMarks", message, marks: ["star"] }],
  ["move", { type: "moveMessages", messages: [message], to: room }],
  ["keep an excerpt", { type: "keepExcerpt", title: "t", first: message, last: message }],
] as const;

test.each(anyOrder)("refused: %s where nothing is, in secret or after the end", (_, command) => {
  const refuses = (world: Given, by: PersonId, conversation: ConversationId, type: string) =>
    expect(world.when({ ...command, by, conversation }).result.refusal?.type).toBe(type);
  refuses(given(), alice, nowhere, "conversationUnknown");
  refuses(given().forum(alice, { entry: "invited" }), bob, room, "conversationUnknown");
  const deleted = given()
    .forum(alice)
    .do({ type: "deleteConversation", by: alice, ...at });
  for (const by of [alice, bob]) refuses(deleted, by, room, "conversationUnknown");
});

test.each([
  ["an unknown person is invited", { type: "invite", person: ghost }, "personUnknown"],
  ["an unknown person is thrown out", { type: "expel", person: ghost, until: 1 }, "personUnknown"],
  ["a moderator is thrown out", { type: "expel", person: mod, until: 1 }, "notAllowed"],
  [
    "an excerpt starts with an unknown message",
    { type: "keepExcerpt", title: "t", first: 1 as MessageId, last: message },
    "messageUnknown",
  ],
  [
    "an excerpt ends with an unknown message",
    { type: "keepExcerpt", title: "t", first: message, last: 1 as MessageId },
    "messageUnknown",
  ],
] as const)("refused: %s", (_, command, refusal) => {
  const world = given().moderator(mod).forum(alice);
  world.say(bob, "hi", { id: message });
  world.when({ ...command, by: alice, ...at }).refused(refusal);
});
