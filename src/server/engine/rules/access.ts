// Who may act in a conversation: it must exist, and the person must be in it.

import type { ConversationId, PersonId } from "../ids.ts";
import type { Refusal } from "../refusals.ts";
import type { Conversation, Member, State } from "../state.ts";

export interface Access {
  readonly conversation: Conversation;
  readonly member: Member;
  readonly refusal?: never;
}

type Claim = { readonly by: PersonId; readonly conversation: ConversationId };

/** Existence is asked before membership, so a stranger can tell an unknown conversation from a closed one. */
export function enter(state: State, claim: Claim): Access | { readonly refusal: Refusal } {
  const conversation = state.conversations.get(claim.conversation);
  if (!conversation) {
    return { refusal: { type: "conversationUnknown", conversation: claim.conversation } };
  }
  const member = conversation.members.get(claim.by);
  if (!member) return { refusal: { type: "notMember", conversation: claim.conversation } };
  return { conversation, member };
}

/** As `enter`, and the conversation must still be there. */
export function enterOpen(state: State, claim: Claim): Access | { readonly refusal: Refusal } {
  const access = enter(state, claim);
  if (access.refusal || access.conversation.deletedAt === undefined) return access;
  return { refusal: { type: "conversationDeleted", conversation: claim.conversation } };
}
