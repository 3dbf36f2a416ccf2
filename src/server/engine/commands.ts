// What can be asked of the engine, and what each order answers when it is accepted.

import type { Activity, Entry, ForumSettings, Mark, Profile, Role } from "./forum.ts";
import type { AttachmentId, ConversationId, MessageId, PersonId } from "./ids.ts";
import type {
  Member,
  MessageAttachment,
  Metadata,
  Priority,
  StreamStep,
  Violation,
} from "./state.ts";

/** A person whom an order wanted to bring in and could not. */
export interface RejectedMember {
  readonly person: PersonId;
  readonly reason: "unknown" | "removed" | "foreign";
}

export type NewMember = Member & {
  /** Set when the id can never be a person of this world. */
  readonly foreign?: boolean;
  /** Set when the person is not to come in, for no reason of the world's own. */
  readonly isBarred?: boolean;
};

interface InConversation {
  readonly by: PersonId;
  readonly conversation: ConversationId;
}

export interface Orders {
  registerPerson: {
    readonly id?: PersonId;
    readonly profile?: Profile;
    /** What the person did before the world began. */
    readonly earlier?: Activity;
  };
  removePerson: { readonly person: PersonId };
  revokeSessions: { readonly person: PersonId };

  createConversation: {
    readonly by: PersonId;
    readonly topic: string;
    readonly members: readonly NewMember[];
    readonly metadata?: Metadata;
    readonly retentionDays?: number;
    /** The same key from the same person makes nothing new. */
    readonly repeatKey?: string;
  };
  changeConversation: InConversation & {
    readonly topic?: string;
    /** Merged into what is there. */
    readonly metadata?: Metadata;
    /** `null` takes the retention away. */
    readonly retentionDays?: number | null;
  };
  deleteConversation: InConversation;
  /** Deletes a conversation whose retention is over; nobody in particular does it. */
  expireConversation: { readonly conversation: ConversationId };
  addMembers: InConversation & { readonly members: readonly NewMember[] };
  removeMember: InConversation & { readonly person: PersonId };

  postMessage: InConversation & {
    readonly kind: "text" | "html";
    readonly text: string;
    readonly senderName?: string;
    readonly priority?: Priority;
    readonly metadata?: Metadata;
    readonly attachments?: readonly MessageAttachment[];
    /** Set when the message is written before the eyes of its readers, and this is the first part. */
    readonly stream?: StreamStep;
    readonly replyTo?: MessageId;
    readonly mentions?: readonly PersonId[];
    /** The id that it has had elsewhere, in a forum; a fresh one when left out. */
    readonly id?: MessageId;
  };
  editMessage: InConversation & {
    readonly message: MessageId;
    readonly text?: string;
    readonly priority?: Priority;
    /** Merged into what is there; an empty value removes its key. */
    readonly metadata?: Metadata;
    readonly attachments?: readonly MessageAttachment[];
    readonly stream?: StreamStep;
    readonly violation?: Violation;
    /** `null` when the new text answers nothing any more. */
    readonly replyTo?: MessageId | null;
    readonly mentions?: readonly PersonId[];
  };
  deleteMessage: InConversation & { readonly message: MessageId };
  markRead: InConversation & { readonly message: MessageId };
  showTyping: InConversation & { readonly senderName?: string };

  storeAttachment: InConversation & {
    readonly name: string;
    readonly mediaType: string;
    readonly bytes: Uint8Array<ArrayBuffer>;
  };
  deleteAttachment: InConversation & { readonly attachment: AttachmentId };

  openForum: {
    readonly by: PersonId;
    readonly id?: ConversationId;
    readonly topic: string;
    readonly settings: ForumSettings;
    /** What it had before the world began. */
    readonly earlier?: { readonly people: number; readonly messages: number };
  };
  changeForum: InConversation & {
    readonly topic?: string;
    readonly description?: string;
    readonly tags?: readonly string[];
    readonly entry?: Entry;
    /** Milliseconds since the epoch, infinity for good; 0 thaws it. */
    readonly frozenUntil?: number;
  };
  enterForum: InConversation;
  leaveForum: InConversation;
  followForum: InConversation & { readonly isFollowed: boolean };
  requestRole: InConversation;
  setRole: InConversation & { readonly person: PersonId; readonly role: Role | "none" };
  expel: InConversation & { readonly person: PersonId; readonly until: number };
  invite: InConversation & { readonly person: PersonId };
  /** Sets the mark, or takes it away where the person has set it before. */
  toggleMark: InConversation & { readonly message: MessageId; readonly mark: Mark };
  /** Takes the marks of everybody away. */
  clearMarks: InConversation & {
    readonly message: MessageId;
    readonly marks: readonly ("star" | "pin")[];
  };
  moveMessages: InConversation & {
    readonly messages: readonly MessageId[];
    readonly to: ConversationId;
  };
  keepExcerpt: InConversation & {
    readonly title: string;
    readonly first: MessageId;
    readonly last: MessageId;
  };
}

export interface Outcomes {
  registerPerson: { readonly person: PersonId };
  removePerson: null;
  revokeSessions: null;
  createConversation: {
    readonly conversation: ConversationId;
    readonly rejected: readonly RejectedMember[];
  };
  changeConversation: null;
  deleteConversation: null;
  expireConversation: null;
  addMembers: { readonly rejected: readonly RejectedMember[] };
  removeMember: null;
  postMessage: { readonly message: MessageId };
  editMessage: null;
  deleteMessage: null;
  markRead: null;
  showTyping: null;
  storeAttachment: { readonly attachment: AttachmentId };
  deleteAttachment: null;
  openForum: { readonly conversation: ConversationId };
  changeForum: null;
  enterForum: null;
  leaveForum: null;
  followForum: null;
  requestRole: null;
  setRole: null;
  expel: null;
  invite: null;
  toggleMark: { readonly isSet: boolean };
  clearMarks: null;
  moveMessages: { readonly moved: number };
  keepExcerpt: null;
}

export type CommandType = keyof Orders;

/** `Command` is any order; `Command<"postMessage">` is that one. */
export type Command<Type extends CommandType = CommandType> = {
  [T in Type]: { readonly type: T } & Orders[T];
}[Type];
