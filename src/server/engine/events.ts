// What has happened: the only thing that changes the state, and what every listener is told.

import type { Activity, Entry, ForumSettings, Mark, Profile, Role } from "./forum.ts";
import type { AttachmentId, ConversationId, MessageId, PersonId } from "./ids.ts";
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
  | (Happened & {
      readonly type: "personRegistered";
      readonly person: PersonId;
      readonly profile?: Profile;
      readonly earlier?: Activity;
    })
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
      /** In a forum, what it was before. */
      readonly before?: Message;
      readonly stream?: StreamStep;
    })
  | (InConversation & { readonly type: "messageDeleted"; readonly message: Message })
  | (InConversation & { readonly type: "messageRead"; readonly receipt: Receipt })
  | (InConversation & { readonly type: "typingShown"; readonly senderName?: string })
  | (InConversation & { readonly type: "attachmentStored"; readonly attachment: Attachment })
  | (InConversation & { readonly type: "attachmentDeleted"; readonly attachment: AttachmentId })
  | ForumEvent;

export type ForumEvent =
  | (InConversation & {
      readonly type: "forumOpened";
      readonly topic: string;
      readonly settings: ForumSettings;
      readonly earlier?: { readonly people: number; readonly messages: number };
    })
  | (InConversation & {
      readonly type: "forumChanged";
      readonly topic?: string;
      readonly description?: string;
      readonly tags?: readonly string[];
      readonly entry?: Entry;
      readonly frozenUntil?: number;
    })
  | (InConversation & { readonly type: "forumEntered" })
  | (InConversation & { readonly type: "forumLeft"; readonly person: PersonId })
  | (InConversation & { readonly type: "forumFollowed"; readonly isFollowed: boolean })
  | (InConversation & { readonly type: "roleRequested" })
  | (InConversation & {
      readonly type: "roleChanged";
      readonly person: PersonId;
      readonly role: Role | "none";
    })
  | (InConversation & {
      readonly type: "personExpelled";
      readonly person: PersonId;
      readonly until: number;
    })
  | (InConversation & { readonly type: "personInvited"; readonly person: PersonId })
  | (InConversation & {
      readonly type: "messageMarked";
      readonly message: Message;
      readonly mark: Mark;
      readonly isSet: boolean;
    })
  | (InConversation & { readonly type: "marksCleared"; readonly message: Message })
  | (InConversation & {
      readonly type: "messagesMoved";
      readonly messages: readonly Message[];
      readonly to: ConversationId;
    })
  | (InConversation & {
      readonly type: "excerptKept";
      readonly title: string;
      readonly first: MessageId;
      readonly last: MessageId;
    });

const forumEvents = {
  forumOpened: true,
  forumChanged: true,
  forumEntered: true,
  forumLeft: true,
  forumFollowed: true,
  roleRequested: true,
  roleChanged: true,
  personExpelled: true,
  personInvited: true,
  messageMarked: true,
  marksCleared: true,
  messagesMoved: true,
  excerptKept: true,
} as const satisfies Record<ForumEvent["type"], true>;

/** Whether something happens in forums alone. */
export function isForumEvent(event: Event): event is ForumEvent {
  return event.type in forumEvents;
}
