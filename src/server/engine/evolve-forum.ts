// Writes what happens in forums into the state.

import { forgetDay, noteDay } from "./days.ts";
import type { Event, ForumEvent } from "./events.ts";
import { ownConversation, ownSet } from "./fork.ts";
import { type Attendance, createForum, type Forum } from "./forum.ts";
import type { ConversationId, PersonId } from "./ids.ts";
import { type Conversation, createConversation, type Message, type State } from "./state.ts";

export function openForum(state: State, event: Extract<Event, { type: "forumOpened" }>): void {
  const { conversation: id, by: createdBy, at: createdAt, topic, settings, earlier } = event;
  const forum = createForum(settings, earlier);
  const made = createConversation({ id, createdAt, createdBy, topic, activity: 0, forum });
  state.conversations.set(id, made);
  state.owned.add(made);
}

/** What a post means besides the message itself. */
export function noteInForum(
  state: State,
  conversation: Conversation,
  forum: Forum,
  { by, at, message }: Extract<Event, { type: "messagePosted" }>,
): void {
  state.homes.insert(message.id, conversation.id);
  noteDay(forum.days, message);
  attend(state, conversation.id, forum, by, {
    seenAt: at,
    postedAt: at,
    lastMessage: message.id,
  });
  const person = state.people.get(by);
  if (!person) return;
  const { messages = 0, forums = 0 } = person.activity ?? {};
  state.people.set(by, {
    ...person,
    activity: { messages: messages + 1, forums, seenAt: at, postedAt: at },
  });
}

export function evolveForum(
  state: State,
  conversation: Conversation,
  forum: Forum,
  event: Exclude<ForumEvent, { type: "forumOpened" }>,
): void {
  switch (event.type) {
    case "forumChanged":
      change(conversation, forum, event);
      return;
    case "forumEntered":
      forum.present.set(event.by, event.at);
      attend(state, conversation.id, forum, event.by, { seenAt: event.at });
      return;
    case "forumLeft":
      forum.present.delete(event.person);
      attend(state, conversation.id, forum, event.person, { seenAt: event.at });
      return;
    case "forumFollowed":
      follow(state, event);
      return;
    case "roleRequested":
      forum.requests.add(event.by);
      return;
    case "roleChanged":
      forum.requests.delete(event.person);
      if (event.role === "none") forum.roles.delete(event.person);
      else forum.roles.set(event.person, event.role);
      return;
    case "personExpelled":
      forum.expelled.set(event.person, event.until);
      return;
    case "personInvited":
      return;
    case "messageMarked":
    case "marksCleared":
      mark(conversation, forum, event.message);
      return;
    case "messagesMoved":
      for (const message of event.messages) move(state, conversation, event.to, message);
      return;
    case "excerptKept": {
      const { title, first, last, by, at } = event;
      forum.excerpts.push({ title, first, last, by, at });
      return;
    }
    default:
      event satisfies never;
  }
}

function change(
  conversation: Conversation,
  forum: Forum,
  event: Extract<ForumEvent, { type: "forumChanged" }>,
): void {
  const { topic, description, tags, entry, frozenUntil } = event;
  if (topic !== undefined) conversation.topic = topic;
  if (description !== undefined) forum.description = description;
  if (tags !== undefined) forum.tags = tags;
  if (entry !== undefined) forum.entry = entry;
  if (frozenUntil !== undefined) forum.frozenUntil = frozenUntil;
}

function attend(
  state: State,
  conversation: ConversationId,
  forum: Forum,
  id: PersonId,
  visit: Attendance,
): void {
  forum.attendance.set(id, { ...forum.attendance.get(id), ...visit });
  const attended = ownSet(state, state.attended, id);
  const person = state.people.get(id);
  if (person) {
    const { messages = 0, forums = 0, postedAt } = person.activity ?? {};
    const activity = {
      messages,
      forums: forums + (attended.has(conversation) ? 0 : 1),
      seenAt: visit.seenAt,
      ...(postedAt !== undefined && { postedAt }),
    };
    state.people.set(id, { ...person, activity });
  }
  attended.add(conversation);
}

function follow(state: State, event: Extract<ForumEvent, { type: "forumFollowed" }>): void {
  const followed = ownSet(state, state.followed, event.by);
  if (event.isFollowed) followed.add(event.conversation);
  else followed.delete(event.conversation);
}

/** A mark is no change of the message: it keeps its version and its place. */
function mark(conversation: Conversation, forum: Forum, message: Message): void {
  conversation.messages.replace(message.id, message);
  conversation.changes.replace(message.version, message);
  if (message.stars || message.pins) forum.marked.add(message.id);
  else forum.marked.delete(message.id);
}

function move(state: State, from: Conversation, toId: ConversationId, message: Message): void {
  const target = state.conversations.get(toId);
  const to = target && ownConversation(state, target);
  const before = from.messages.get(message.id);
  if (!to?.forum || !before) return;
  from.messages.remove(message.id);
  from.changes.remove(before.version);
  if (from.forum) forgetDay(from.forum.days, from.messages, message);
  if (from.forum?.marked.delete(message.id)) to.forum.marked.add(message.id);
  to.messages.insert(message.id, message);
  to.changes.append(message.version, message);
  to.sequence = message.sequence;
  to.lastVersion = message.version;
  state.homes.replace(message.id, toId);
  noteDay(to.forum.days, message);
}
