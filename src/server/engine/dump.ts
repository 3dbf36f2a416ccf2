// Writes a state down as plain data.

import type {
  AttachmentDump,
  ConversationDump,
  ForumDump,
  MessageDump,
  PersonDump,
  RepeatDump,
  StateDump,
  UntilDump,
} from "./dump-shape.ts";
import type { Forum } from "./forum.ts";
import type { ConversationId, PersonId } from "./ids.ts";
import type { Attachment, Conversation, Member, Message, Metadata, State } from "./state.ts";

/** Shares with the state only what never changes. */
export function dumpState(state: State): StateDump {
  return {
    lastActivity: state.lastActivity,
    people: [...state.people.keys()].flatMap((id) => dumpPerson(state, id) ?? []),
    conversations: [...state.conversations.values()].map(dumpConversation),
    repeats: [...state.repeats].map(([index, conversation]) => dumpRepeat(index, conversation)),
  };
}

function dumpPerson({ people, attended, followed }: State, id: PersonId): PersonDump | undefined {
  const person = people.get(id);
  const places = listed(attended.get(id));
  const wanted = listed(followed.get(id));
  return (
    person && {
      ...person,
      ...(places && { attended: places }),
      ...(wanted && { followed: wanted }),
    }
  );
}

/** The index of repeats is the person and the key with a space between, and the id of a person has none. */
function dumpRepeat(index: string, conversation: ConversationId): RepeatDump {
  const at = index.indexOf(" ");
  return { person: index.slice(0, at) as PersonId, key: index.slice(at + 1), conversation };
}

function dumpConversation(conversation: Conversation): ConversationDump {
  const { members, receipts, attachments, messages, changes, metadata, forum, ...rest } =
    conversation;
  return {
    ...rest,
    ...(metadata && { metadata: plain(metadata) }),
    members: [...members.values()].map(dumpMember),
    receipts: [...receipts.values()],
    attachments: [...attachments.values()].map(dumpAttachment),
    messages: [...messages.values()].map(dumpMessage),
    ...(forum && { forum: dumpForum(forum) }),
  };
}

function dumpMember({ metadata, ...member }: Member): Member {
  return { ...member, ...(metadata && { metadata: plain(metadata) }) };
}

function dumpAttachment({ bytes, ...attachment }: Attachment): AttachmentDump {
  return { ...attachment, base64: Buffer.from(bytes).toString("base64") };
}

function dumpMessage({ body, metadata, stars, pins, flags, ...message }: Message): MessageDump {
  const marks = { stars: listed(stars), pins: listed(pins), flags: listed(flags) };
  return {
    ...message,
    body: "members" in body ? { ...body, members: body.members.map(dumpMember) } : body,
    ...(metadata && { metadata: plain(metadata) }),
    ...(marks.stars && { stars: marks.stars }),
    ...(marks.pins && { pins: marks.pins }),
    ...(marks.flags && { flags: marks.flags }),
  };
}

function dumpForum(forum: Forum): ForumDump {
  const { marked, days, frozenUntil, ...rest } = forum;
  return {
    ...rest,
    ...(frozenUntil !== undefined && { frozenUntil: until(frozenUntil) }),
    roles: [...forum.roles].map(([person, role]) => ({ person, role })),
    requests: [...forum.requests],
    present: [...forum.present].map(([person, since]) => ({ person, since })),
    attendance: [...forum.attendance].map(([person, visit]) => ({ person, ...visit })),
    expelled: [...forum.expelled].map(([person, end]) => ({ person, until: until(end) })),
    excerpts: [...forum.excerpts],
  };
}

function until(time: number): UntilDump {
  return time === Number.POSITIVE_INFINITY ? "forever" : time;
}

/** With a prototype, as data from JSON has one; `__proto__` stays a key like any other. */
function plain(metadata: Metadata): Metadata {
  return { ...metadata };
}

function listed<Value>(set: ReadonlySet<Value> | undefined): Value[] | undefined {
  return set && set.size > 0 ? [...set] : undefined;
}
