// Writes one event into the state; the only code that changes it.

import type { Event } from "./events.ts";
import { evolveForum, noteInForum, openForum } from "./evolve-forum.ts";
import { ownConversation, ownList } from "./fork.ts";
import type { PersonId } from "./ids.ts";
import { repeatIndex } from "./queries.ts";
import { type Conversation, createConversation, type Message, type State } from "./state.ts";

// The table of people's lists is keyed by microseconds; a thousand events in one millisecond keep their order.
const MICROSECONDS = 1000;

export function evolve(state: State, event: Event): void {
  switch (event.type) {
    case "personRegistered":
      register(state, event);
      return;
    case "personRemoved":
      changePerson(state, event.person, { removedAt: event.at, sessionsRevokedAt: event.at });
      return;
    case "sessionsRevoked":
      changePerson(state, event.person, { sessionsRevokedAt: event.at });
      return;
    case "conversationCreated":
      create(state, event);
      return;
    case "forumOpened":
      openForum(state, event);
      return;
    default:
      evolveConversation(state, existing(state, event), event);
  }
}

type InsideEvent = Exclude<
  Event,
  {
    type:
      | "personRegistered"
      | "personRemoved"
      | "sessionsRevoked"
      | "conversationCreated"
      | "forumOpened";
  }
>;

function evolveConversation(state: State, conversation: Conversation, event: InsideEvent): void {
  switch (event.type) {
    case "conversationChanged":
      change(conversation, event);
      return;
    case "conversationDeleted":
      conversation.deletedAt = event.at;
      return;
    case "membersAdded":
      for (const member of event.members) conversation.members.set(member.person, member);
      moveToTop(state, conversation, event.at);
      return;
    case "memberRemoved":
      conversation.members.delete(event.member.person);
      conversation.receipts.delete(event.member.person);
      ownList(state, event.member.person).remove(conversation.activity);
      return;
    case "messagePosted":
      if (conversation.forum) conversation.messages.insert(event.message.id, event.message);
      else conversation.messages.append(event.message.id, event.message);
      placeChange(conversation, event.message);
      if (conversation.forum) noteInForum(state, conversation, conversation.forum, event);
      if (event.isActivity) moveToTop(state, conversation, event.at);
      return;
    case "messageEdited":
    case "messageDeleted": {
      const before = conversation.messages.get(event.message.id);
      if (before) conversation.changes.remove(before.version);
      conversation.messages.replace(event.message.id, event.message);
      placeChange(conversation, event.message);
      if (event.type === "messageDeleted") conversation.forum?.marked.delete(event.message.id);
      return;
    }
    case "messageRead":
      // Taken out first, so that the order of the map stays the order of reading.
      conversation.receipts.delete(event.by);
      conversation.receipts.set(event.by, event.receipt);
      return;
    case "attachmentStored":
      conversation.attachments.set(event.attachment.id, event.attachment);
      return;
    case "attachmentDeleted":
      conversation.attachments.delete(event.attachment);
      return;
    case "typingShown":
      return;
    default:
      if (conversation.forum) evolveForum(state, conversation, conversation.forum, event);
  }
}

function register(state: State, event: Extract<Event, { type: "personRegistered" }>): void {
  const { person: id, at: registeredAt, profile, earlier: activity } = event;
  state.people.set(id, {
    id,
    registeredAt,
    ...(profile && { profile }),
    ...(activity && { activity }),
  });
}

function changePerson(
  state: State,
  id: PersonId,
  change: { readonly removedAt?: number; readonly sessionsRevokedAt: number },
): void {
  const person = state.people.get(id);
  if (person) state.people.set(id, { ...person, ...change });
}

function create(state: State, event: Extract<Event, { type: "conversationCreated" }>): void {
  const { conversation: id, by, at, topic, metadata, retentionDays, repeatKey } = event;
  const made = createConversation({ id, createdAt: at, createdBy: by, topic, activity: 0 });
  if (metadata) made.metadata = metadata;
  if (retentionDays !== undefined) made.retentionDays = retentionDays;
  state.conversations.set(id, made);
  state.owned.add(made);
  if (repeatKey !== undefined) state.repeats.set(repeatIndex(by, repeatKey), id);
}

function change(
  conversation: Conversation,
  event: Extract<Event, { type: "conversationChanged" }>,
): void {
  if (event.topic !== undefined) conversation.topic = event.topic;
  if (event.metadata) {
    conversation.metadata = Object.assign(
      Object.create(null),
      conversation.metadata,
      event.metadata,
    );
  }
  if (event.retentionDays === null) delete conversation.retentionDays;
  else if (event.retentionDays !== undefined) conversation.retentionDays = event.retentionDays;
}

function placeChange(conversation: Conversation, message: Message): void {
  conversation.changes.append(message.version, message);
  conversation.sequence = message.sequence;
  conversation.lastVersion = message.version;
}

/** Gives the conversation the newest place in every member's list. */
function moveToTop(state: State, conversation: Conversation, at: number): void {
  const before = conversation.activity;
  state.lastActivity = Math.max(at * MICROSECONDS, state.lastActivity + 1);
  conversation.activity = state.lastActivity;
  for (const person of conversation.members.keys()) {
    const list = ownList(state, person);
    list.remove(before);
    list.append(conversation.activity, conversation.id);
  }
}

function existing(state: State, event: InsideEvent): Conversation {
  const conversation = state.conversations.get(event.conversation);
  if (!conversation) {
    throw new Error(
      `Cannot apply ${event.type}: conversation ${event.conversation} is unknown. Apply events in order.`,
    );
  }
  return ownConversation(state, conversation);
}
