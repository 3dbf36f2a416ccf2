// Why the engine can say no; a dialect turns each of these into its vendor's error.

import type { ConversationId, MessageId, PersonId } from "./ids.ts";

export type Refusal = GeneralRefusal | ForumRefusal;

export type GeneralRefusal =
  | { readonly type: "personUnknown"; readonly person: PersonId }
  | { readonly type: "conversationUnknown"; readonly conversation: ConversationId }
  | { readonly type: "conversationDeleted"; readonly conversation: ConversationId }
  | { readonly type: "notMember"; readonly conversation: ConversationId }
  | { readonly type: "memberUnknown"; readonly person: PersonId }
  | { readonly type: "tooManyMembers"; readonly membersMax: number }
  | { readonly type: "messageUnknown"; readonly message: MessageId }
  | { readonly type: "notSender"; readonly message: MessageId }
  | { readonly type: "attachmentUnknown" }
  | { readonly type: "notUploader" };

/** What only happens in forums. */
export type ForumRefusal =
  | { readonly type: "notAllowed"; readonly conversation: ConversationId }
  | { readonly type: "frozen"; readonly conversation: ConversationId }
  | { readonly type: "silenced"; readonly until: number }
  | { readonly type: "reputationTooLow"; readonly needed: number }
  | { readonly type: "repeated"; readonly message: MessageId }
  | { readonly type: "messageDeleted"; readonly message: MessageId }
  | { readonly type: "tooLate"; readonly message: MessageId }
  | { readonly type: "idTaken"; readonly id: string };

export type RefusalType = Refusal["type"];
