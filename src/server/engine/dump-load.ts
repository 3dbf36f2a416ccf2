// Makes a state of what was written down, and works its indexes out anew.

import { noteDay } from "./days.ts";
import type {
  AttachmentDump,
  ConversationDump,
  ForumDump,
  MessageDump,
  PersonDump,
  PersonOf,
  StateDump,
  UntilDump,
} from "./dump-shape.ts";
import { type Change, createForum, type Excerpt, type Forum } from "./forum.ts";
import type { ConversationId } from "./ids.ts";
import { OrderedLog } from "./ordered-log.ts";
import { repeatIndex } from "./queries.ts";
import {
  type Attachment,
  type Conversation,
  createConversation,
  createState,
  type Member,
  type Message,
  type MessageBody,
  type Metadata,
  type Settings,
  type State,
} from "./state.ts";

/** Expects a dump that was checked; `personOf` gives people other ids than the dump does. */
export function loadState(
  dump: StateDump,
  settings: Settings,
  personOf: PersonOf = (id) => id,
): State {
  const state = createState(settings);
  const loader = new Loader(personOf);
  state.lastActivity = dump.lastActivity;
  for (const person of dump.people) loader.person(state, person);
  for (const told of dump.conversations) {
    const conversation = loader.conversation(told);
    state.conversations.set(conversation.id, conversation);
  }
  for (const { person, key, conversation } of dump.repeats) {
    state.repeats.set(repeatIndex(personOf(person), key), conversation);
  }
  indexMemberships(state);
  indexHomes(state);
  return state;
}

function indexMemberships(state: State): void {
  const byActivity = [...state.conversations.values()].sort((a, b) => a.activity - b.activity);
  for (const { id, activity, members } of byActivity) {
    for (const person of members.keys()) {
      const known = state.memberships.get(person);
      const list = known ?? new OrderedLog<ConversationId>();
      if (!known) state.memberships.set(person, list);
      list.append(activity, id);
    }
  }
}

function indexHomes(state: State): void {
  const homes = [...state.conversations.values()].flatMap(({ id, forum, messages }) =>
    forum ? [...messages.values()].map((message) => ({ message: message.id, id })) : [],
  );
  // In order, since putting one in between others costs more than adding it at the end.
  homes.sort((a, b) => a.message - b.message);
  for (const { message, id } of homes) state.homes.append(message, id);
}

class Loader {
  readonly #personOf: PersonOf;

  constructor(personOf: PersonOf) {
    this.#personOf = personOf;
  }

  person(state: State, { attended, followed, ...person }: PersonDump): void {
    const id = this.#personOf(person.id);
    state.people.set(id, { ...person, id });
    if (attended) state.attended.set(id, new Set(attended));
    if (followed) state.followed.set(id, new Set(followed));
  }

  conversation(dump: ConversationDump): Conversation {
    const { id, createdAt, topic, activity, metadata, retentionDays, deletedAt } = dump;
    const createdBy = this.#personOf(dump.createdBy);
    const made = createConversation({
      ...{ id, createdAt, createdBy, topic, activity },
      ...(dump.forum && { forum: this.#forum(dump.forum) }),
    });
    made.sequence = dump.sequence;
    made.lastVersion = dump.lastVersion;
    if (metadata) made.metadata = copyOf(metadata);
    if (retentionDays !== undefined) made.retentionDays = retentionDays;
    if (deletedAt !== undefined) made.deletedAt = deletedAt;
    for (const told of dump.members) {
      const member = this.#member(told);
      made.members.set(member.person, member);
    }
    for (const receipt of dump.receipts) {
      const person = this.#personOf(receipt.person);
      made.receipts.set(person, { ...receipt, person });
    }
    for (const told of dump.attachments) made.attachments.set(told.id, this.#attachment(told));
    this.#fill(made, dump.messages);
    return made;
  }

  #fill({ messages, changes, forum }: Conversation, told: readonly MessageDump[]): void {
    const all = told.map((message) => this.#message(message));
    for (const message of all) {
      messages.append(message.id, message);
      if (!forum) continue;
      noteDay(forum.days, message);
      if (message.stars || message.pins) forum.marked.add(message.id);
    }
    const byVersion = [...all].sort((a, b) => a.version - b.version);
    for (const message of byVersion) changes.append(message.version, message);
  }

  #member({ metadata, ...member }: Member): Member {
    const person = this.#personOf(member.person);
    return { ...member, person, ...(metadata && { metadata: copyOf(metadata) }) };
  }

  #attachment({ base64, by, ...attachment }: AttachmentDump): Attachment {
    return { ...attachment, by: this.#personOf(by), bytes: bytesOf(base64) };
  }

  #message(dump: MessageDump): Message {
    const { sender, metadata, mentions, history, stars, pins, flags, ...message } = dump;
    const personOf = this.#personOf;
    return {
      ...message,
      body: this.#body(message.body),
      ...(sender !== undefined && { sender: personOf(sender) }),
      ...(metadata && { metadata: copyOf(metadata) }),
      ...(message.attachments && { attachments: message.attachments.map((one) => ({ ...one })) }),
      ...(mentions && { mentions: mentions.map(personOf) }),
      ...(history && { history: history.map((change) => this.#by(change)) }),
      ...(stars && { stars: new Set(stars.map(personOf)) }),
      ...(pins && { pins: new Set(pins.map(personOf)) }),
      ...(flags && { flags: new Set(flags.map(personOf)) }),
    };
  }

  #body(body: MessageBody): MessageBody {
    switch (body.kind) {
      case "membersAdded":
      case "membersRemoved":
        return { ...this.#by(body), members: body.members.map((member) => this.#member(member)) };
      case "topicChanged":
        return this.#by(body);
      default:
        return { ...body };
    }
  }

  #by<Done extends Change | Excerpt | Extract<MessageBody, { by: unknown }>>(done: Done): Done {
    return { ...done, by: this.#personOf(done.by) };
  }

  #forum(dump: ForumDump): Forum {
    const { description, tags, entry, earlier, frozenUntil } = dump;
    const personOf = this.#personOf;
    const forum = createForum({ description, tags: [...tags], entry }, { ...earlier });
    if (frozenUntil !== undefined) forum.frozenUntil = until(frozenUntil);
    for (const { person, role } of dump.roles) forum.roles.set(personOf(person), role);
    for (const person of dump.requests) forum.requests.add(personOf(person));
    for (const { person, since } of dump.present) forum.present.set(personOf(person), since);
    for (const { person, ...visit } of dump.attendance) {
      forum.attendance.set(personOf(person), visit);
    }
    for (const { person, until: end } of dump.expelled) {
      forum.expelled.set(personOf(person), until(end));
    }
    for (const excerpt of dump.excerpts) forum.excerpts.push(this.#by(excerpt));
    return forum;
  }
}

function until(time: UntilDump): number {
  return time === "forever" ? Number.POSITIVE_INFINITY : time;
}

function bytesOf(base64: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(Buffer.from(base64, "base64"));
}

/** Without a prototype, so that a key such as `__proto__` is a key like any other. */
function copyOf(metadata: Metadata): Metadata {
  return Object.assign(Object.create(null), metadata);
}
