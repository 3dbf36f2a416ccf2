// What can be asked of the engine, and what each order answers when it is accepted.

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
};

interface InConversation {
  readonly by: PersonId;
  readonly conversation: ConversationId;
}

export interface Orders {
  registerPerson: { readonly id?: PersonId };
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
  addMembers: { readonly rejected: readonly RejectedMember[] };
  removeMember: null;
  postMessage: { readonly message: MessageId };
  editMessage: null;
  deleteMessage: null;
  markRead: null;
  showTyping: null;
  storeAttachment: { readonly attachment: AttachmentId };
  deleteAttachment: null;
}

export type CommandType = keyof Orders;

/** `Command` is any order; `Command<"postMessage">` is that one. */
export type Command<Type extends CommandType = CommandType> = {
  [T in Type]: { readonly type: T } & Orders[T];
}[Type];
