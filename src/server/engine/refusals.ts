// Why the engine can say no; a dialect turns each of these into its vendor's error.

import type { ConversationId, MessageId, PersonId } from "./ids.ts";

export type Refusal =
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

export type RefusalType = Refusal["type"];
