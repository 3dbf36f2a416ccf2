// What has happened: the only thing that changes the state, and what every listener is told.

import type { AttachmentId, ConversationId, PersonId } from "./ids.ts";
import type { Attachment, Member, Message, Metadata, Receipt, StreamStep } from "./state.ts";

interface Happened {
  /** Milliseconds since the epoch. */
  readonly at: number;
}

interface InConversation extends Happened {
  readonly conversation: ConversationId;
  readonly by: PersonId;
}

export type Event =
  | (Happened & { readonly type: "personRegistered"; readonly person: PersonId })
  | (Happened & { readonly type: "personRemoved"; readonly person: PersonId })
  | (Happened & { readonly type: "sessionsRevoked"; readonly person: PersonId })
  | (InConversation & {
      readonly type: "conversationCreated";
      readonly topic: string;
      readonly metadata?: Metadata;
      readonly retentionDays?: number;
      readonly repeatKey?: string;
    })
  | (InConversation & {
      readonly type: "conversationChanged";
      readonly topic?: string;
      readonly metadata?: Metadata;
      readonly retentionDays?: number | null;
    })
  | (InConversation & { readonly type: "conversationDeleted" })
  | (InConversation & { readonly type: "membersAdded"; readonly members: readonly Member[] })
  | (InConversation & { readonly type: "memberRemoved"; readonly member: Member })
  | (InConversation & {
      readonly type: "messagePosted";
      readonly message: Message;
      /** Whether the conversation moves to the top of its members' lists. */
      readonly isActivity: boolean;
      readonly stream?: StreamStep;
    })
  | (InConversation & {
      readonly type: "messageEdited";
      readonly message: Message;
      readonly stream?: StreamStep;
    })
  | (InConversation & { readonly type: "messageDeleted"; readonly message: Message })
  | (InConversation & { readonly type: "messageRead"; readonly receipt: Receipt })
  | (InConversation & { readonly type: "typingShown"; readonly senderName?: string })
  | (InConversation & { readonly type: "attachmentStored"; readonly attachment: Attachment })
  | (InConversation & { readonly type: "attachmentDeleted"; readonly attachment: AttachmentId });
