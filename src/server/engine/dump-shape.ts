// A state as plain data: everything that cannot be worked out from the rest, in words that people can read.

import type { Attendance, Entry, Excerpt, Role } from "./forum.ts";
import type { ConversationId, PersonId } from "./ids.ts";
import type { Attachment, Conversation, Member, Message, Person, Receipt } from "./state.ts";

/** Lists are in the order that the state keeps; indexes are left out. Times are milliseconds since the epoch. */
export interface StateDump {
  /** The highest activity given so far, in microseconds since the epoch. */
  readonly lastActivity: number;
  readonly people: readonly PersonDump[];
  readonly conversations: readonly ConversationDump[];
  /** What creations that carried keys made. */
  readonly repeats: readonly RepeatDump[];
}

export interface PersonDump extends Person {
  /** The forums that the person has been to, in the order of the first visits. */
  readonly attended?: readonly ConversationId[];
  /** The forums that the person wants to come back to. */
  readonly followed?: readonly ConversationId[];
}

export interface RepeatDump {
  readonly person: PersonId;
  readonly key: string;
  readonly conversation: ConversationId;
}

export interface ConversationDump
  extends Pick<
    Conversation,
    | "id"
    | "createdAt"
    | "createdBy"
    | "topic"
    | "metadata"
    | "retentionDays"
    | "deletedAt"
    | "sequence"
    | "lastVersion"
    | "activity"
  > {
  readonly members: readonly Member[];
  readonly receipts: readonly Receipt[];
  readonly attachments: readonly AttachmentDump[];
  /** By id. */
  readonly messages: readonly MessageDump[];
  readonly forum?: ForumDump;
}

export interface AttachmentDump extends Omit<Attachment, "bytes"> {
  readonly base64: string;
}

export interface MessageDump extends Omit<Message, "stars" | "pins" | "flags"> {
  readonly stars?: readonly PersonId[];
  readonly pins?: readonly PersonId[];
  readonly flags?: readonly PersonId[];
}

/** JSON has no infinity. */
export type UntilDump = number | "forever";

export interface ForumDump {
  readonly description: string;
  readonly tags: readonly string[];
  readonly entry: Entry;
  readonly frozenUntil?: UntilDump;
  readonly roles: readonly { readonly person: PersonId; readonly role: Role }[];
  readonly requests: readonly PersonId[];
  readonly present: readonly { readonly person: PersonId; readonly since: number }[];
  readonly attendance: readonly ({ readonly person: PersonId } & Attendance)[];
  readonly expelled: readonly { readonly person: PersonId; readonly until: UntilDump }[];
  readonly excerpts: readonly Excerpt[];
  readonly earlier: { readonly people: number; readonly messages: number };
}

/** Says which person is meant by an id of the dump. */
export type PersonOf = (id: PersonId) => PersonId;
