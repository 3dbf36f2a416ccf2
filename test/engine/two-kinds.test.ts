// Conversations with members and forums in one world: neither takes the other's orders.

import { expect, test } from "vitest";
import type { AttachmentId, MessageId } from "../../src/server/engine/ids.ts";
import * as queries from "../../src/server/engine/queries.ts";
import { alice, bob, carol, given, room, START } from "../support/given.ts";

const at = { conversation: room } as const;
const message = START as MessageId;
const members = [{ person: carol, historyFrom: 0 }];
const attachment = "attachment-1" as AttachmentId;
const file = { name: "a.txt", mediaType: "text/plain", bytes: new Uint8Array(1) };

const ordersOfMembers = [
  ["brings people in", { type: "addMembers", members }],
  ["takes somebody out", { type: "removeMember", person: bob }],
  ["reads", { type: "markRead", message }],
  ["types", { type: "showTyping" }],
  ["changes it as if it had members", { type: "changeConversation", topic: "t" }],
  ["uploads", { type: "storeAttachment", ...file }],
  ["takes an upload away", { type: "deleteAttachment", attachment }],
] as const;

test.each(ordersOfMembers)("refused in a forum, even to its owner: somebody %s", (_, command) => {
  const world = given().forum(alice);
  world.say(bob, "hi", { id: message });
  for (const by of [alice, bob]) world.when({ ...command, by, ...at }).refused("notMember");
  expect(world.place().members.size).toBe(0);
  expect(world.place().topic).toBe("Sandbox");
});

test("a deleted forum refuses members' orders as before", () => {
  const world = given()
    .forum(alice)
    .do({ type: "deleteConversation", by: alice, ...at });
  world.when({ type: "showTyping", by: alice, ...at }).refused("notMember");
});

test.each([
  ["the conversation", queries.conversation],
  ["the members", queries.members],
  ["the receipts", queries.receipts],
  [
    "the messages",
    (...[state, claim]: Parameters<typeof queries.members>) =>
      queries.messages(state, { ...claim, limit: 1 }),
  ],
  [
    "a message",
    (...[state, claim]: Parameters<typeof queries.members>) =>
      queries.message(state, { ...claim, message }),
  ],
  [
    "an attachment",
    (...[state, claim]: Parameters<typeof queries.members>) =>
      queries.attachment(state, { ...claim, attachment }),
  ],
] as const)("refused: asking for %s of a forum as if one were a member", (_, ask) => {
  const world = given().forum(alice);
  world.say(alice, "hi", { id: message });
  const refusal = { type: "notMember", ...at };
  expect(ask(world.engine.state, { by: alice, ...at })).toEqual({ refusal });
});

test("a forum is in nobody's list of conversations", () => {
  const world = given().forum(alice);
  world.say(alice, "hi");
  world.say(bob, "hi");
  for (const by of [alice, bob]) {
    expect(queries.conversationsOf(world.engine.state, by, { limit: 9 })).toEqual([]);
  }
});

const ordersOfForums = [
  ["enters", { type: "enterForum" }],
  ["leaves", { type: "leaveForum" }],
  ["follows", { type: "followForum", isFollowed: true }],
  ["changes", { type: "changeForum", topic: "t" }],
  ["throws out", { type: "expel", person: bob, until: START * 2 }],
  ["invites", { type: "invite", person: carol }],
  ["gives a role", { type: "setRole", person: bob, role: "owner" }],
  ["asks for a role", { type: "requestRole" }],
  ["stars", { type: "toggleMark", message, mark: "star" }],
  ["pins", { type: "toggleMark", message, mark: "pin" }],
  ["clears", { type: "clearMarks", message, marks: ["star"] }],
  ["moves", { type: "moveMessages", messages: [message], to: room }],
  ["keeps an excerpt", { type: "keepExcerpt", title: "t", first: message, last: message }],
] as const;

test.each(ordersOfForums)("refused in a conversation with members: one %s", (_, command) => {
  const world = given().conversation(alice, bob);
  world.when({ ...command, by: alice, ...at }).refused("conversationUnknown");
  expect(queries.forum(world.engine.state, { by: alice, ...at }).refusal?.type).toBe(
    "conversationUnknown",
  );
});

test("messages move out of no forum into a conversation with members", () => {
  const world = given().conversation(alice, bob).forum(alice);
  const forum = "conversation-2" as typeof room;
  const id = world.say(alice, "hi", { conversation: forum });
  world
    .when({ type: "moveMessages", by: alice, conversation: forum, messages: [id], to: room })
    .refused("conversationUnknown");
});

test("a forum cannot take the id of a conversation with members", () => {
  const settings = { description: "", tags: [], entry: "anyone" } as const;
  given()
    .conversation(alice)
    .when({ type: "openForum", by: alice, id: room, topic: "t", settings })
    .refused("idTaken");
});

test("messages of members have no home among the forums, and count for nobody", () => {
  const world = given().conversation(alice, bob);
  world.do({ type: "postMessage", by: alice, ...at, kind: "text", text: "hi" });
  expect(world.engine.state.homes.size).toBe(0);
  expect(world.engine.state.attended.size).toBe(0);
  expect(world.engine.state.people.get(alice)).not.toHaveProperty("activity");
});

test("windows and reputation of forums are nothing to members", () => {
  const world = given({ changeWindowMs: 0, repeatWindowMs: 10 ** 9, reputationToPost: 99 });
  world.person(bob).conversation(alice, bob);
  const post = { type: "postMessage", by: bob, ...at, kind: "text", text: "hi" } as const;
  world.do(post);
  const { outcome } = world.when(post).result;
  if (!outcome) throw new Error("refused");
  world.do({ type: "editMessage", by: bob, ...at, message: outcome.message, text: "ho" });
});
