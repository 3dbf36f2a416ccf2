// Everything the engine remembers, shaped so that each question has an index that answers it.

import type { Activity, Change, Forum, Profile } from "./forum.ts";
import type { AttachmentId, ConversationId, MessageId, PersonId } from "./ids.ts";
import { OrderedLog } from "./ordered-log.ts";

export interface Person {
  readonly id: PersonId;
  readonly registeredAt: number;
  readonly removedAt?: number;
  /** Sessions opened before this time are no longer good. */
  readonly sessionsRevokedAt?: number;
  /** Where the world itself knows what people are called and may do. */
  readonly profile?: Profile;
  /** What the person has done in forums. */
  readonly activity?: Activity;
}

export interface Member {
  readonly person: PersonId;
  readonly name?: string;
  /** The member sees what was written from this time (ms) on. */
  readonly historyFrom: number;
  readonly metadata?: Metadata;
}

export type Metadata = Readonly<Record<string, string>>;

export type MessageBody =
  | { readonly kind: "text" | "html"; readonly text: string }
  | { readonly kind: "topicChanged"; readonly topic: string; readonly by: PersonId }
  | {
      readonly kind: "membersAdded" | "membersRemoved";
      readonly members: readonly Member[];
      readonly by: PersonId;
    };

export type Priority = "normal" | "high";

/** What a policy of the organisation did about a message. */
export type Violation = "blocked" | "warned";

/** A part of a message that is written while others read it. */
export interface StreamStep {
  readonly phase: "start" | "informative" | "streaming" | "final";
  readonly number: number;
  readonly end?: "completed" | "expired" | "canceled";
}

/** One part of a message that is not text; `url` is set for what lives elsewhere. */
export interface MessageAttachment {
  readonly id: string;
  readonly kind: "image" | "file";
  readonly name?: string;
  readonly url?: string;
  readonly previewUrl?: string;
}

/** Never changed in place: an edit makes another one. */
export interface Message {
  readonly id: MessageId;
  readonly body: MessageBody;
  readonly sender?: PersonId;
  readonly senderName?: string;
  readonly priority?: Priority;
  readonly metadata?: Metadata;
  readonly attachments?: readonly MessageAttachment[];
  readonly violation?: Violation;
  /** The message that this one answers. */
  readonly replyTo?: MessageId;
  /** People whom the text calls by name. */
  readonly mentions?: readonly PersonId[];
  /** In a forum, what was done to it after it was posted, with the posting itself; the oldest first. */
  readonly history?: readonly Change[];
  readonly stars?: ReadonlySet<PersonId>;
  readonly pins?: ReadonlySet<PersonId>;
  readonly flags?: ReadonlySet<PersonId>;
  /** The place among the changes of its conversation, from 1; moves with each change. */
  readonly sequence: number;
  readonly createdAt: number;
  /** The time (ms) of the last change; unique in its conversation. */
  readonly version: number;
  readonly editedAt?: number;
  readonly deletedAt?: number;
}

export interface Receipt {
  readonly person: PersonId;
  readonly message: MessageId;
  readonly readAt: number;
}

/** What was uploaded to a conversation. */
export interface Attachment {
  readonly id: AttachmentId;
  readonly by: PersonId;
  readonly name: string;
  readonly mediaType: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

export interface Conversation {
  readonly id: ConversationId;
  readonly createdAt: number;
  readonly createdBy: PersonId;
  topic: string;
  metadata?: Metadata;
  retentionDays?: number;
  deletedAt?: number;
  /** In the order of joining. */
  readonly members: Map<PersonId, Member>;
  /** The newest receipt of each member, in the order of reading. */
  readonly receipts: Map<PersonId, Receipt>;
  readonly attachments: Map<AttachmentId, Attachment>;
  /** By id, that is by time of arrival. */
  readonly messages: OrderedLog<Message>;
  /** By version, that is by time of the last change. */
  readonly changes: OrderedLog<Message>;
  sequence: number;
  /** The highest version given so far. */
  lastVersion: number;
  /** Microseconds since the epoch, unique in the world: the key in every member's list of conversations. */
  activity: number;
  /** What it has besides when people may come in by themselves; a forum has no members. */
  readonly forum?: Forum;
}

export interface Settings {
  /** The most members a conversation may have. */
  readonly membersMax: number;
  /** In forums, how long (ms) an author may change or delete a message; without end when left out. */
  readonly changeWindowMs?: number;
  /** In forums, how long (ms) an author may not post the same text again; he may when left out. */
  readonly repeatWindowMs?: number;
  /** In forums, the reputation that it takes to post; none when left out. */
  readonly reputationToPost?: number;
}

export interface State {
  readonly settings: Settings;
  readonly people: Map<PersonId, Person>;
  readonly conversations: Map<ConversationId, Conversation>;
  /** Each person's conversations by activity. */
  readonly memberships: Map<PersonId, OrderedLog<ConversationId>>;
  /** What a creation that carried a key made, so that a repeat finds it. */
  readonly repeats: Map<string, ConversationId>;
  lastActivity: number;
  /** The forum of each message that was posted to one, by the message's id. */
  readonly homes: OrderedLog<ConversationId>;
  /** The forums that each person has been to, in the order of the first visits. */
  readonly attended: Map<PersonId, Set<ConversationId>>;
  /** The forums that each person wants to come back to. */
  readonly followed: Map<PersonId, Set<ConversationId>>;
  /** The parts that this state alone holds; all others are copied before they are written to. */
  owned: WeakSet<object>;
}

export function createState(settings: Settings): State {
  return {
    settings,
    people: new Map(),
    conversations: new Map(),
    memberships: new Map(),
    repeats: new Map(),
    lastActivity: 0,
    homes: new OrderedLog(),
    attended: new Map(),
    followed: new Map(),
    owned: new WeakSet(),
  };
}

export function createConversation(
  fields: Pick<Conversation, "id" | "createdAt" | "createdBy" | "topic" | "activity"> &
    Partial<Pick<Conversation, "forum">>,
): Conversation {
  return {
    members: new Map(),
    receipts: new Map(),
    attachments: new Map(),
    messages: new OrderedLog(),
    changes: new OrderedLog(),
    sequence: 0,
    lastVersion: 0,
    ...fields,
  };
}
