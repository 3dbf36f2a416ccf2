// Questions about the state; each is answered by an index and changes nothing.

import type { Command } from "./commands.ts";
import { firstNotBefore, messagesOf } from "./days.ts";
import type { AttachmentId, ConversationId, MessageId, PersonId } from "./ids.ts";
import type { Refusal } from "./refusals.ts";
import { type Access, enterOpen } from "./rules/access.ts";
import { attend, type ForumConversation, look } from "./rules/attendance.ts";
import { whyNotWrite } from "./rules/forum-messages.ts";
import type { Attachment, Conversation, Member, Message, Receipt, State } from "./state.ts";

export type Answer<Value> =
  | { readonly value: Value; readonly refusal?: never }
  | { readonly refusal: Refusal; readonly value?: never };

interface Claim {
  readonly by: PersonId;
  readonly conversation: ConversationId;
}

/** What a member may read: what was written from the time on that his history starts with. */
export function isVisible(message: Message, member: Member): boolean {
  return message.createdAt >= member.historyFrom;
}

export function repeatIndex(
  by: PersonId,
  key: NonNullable<Command<"createConversation">["repeatKey"]>,
) {
  return `${by} ${key}`;
}

/** The conversation itself, open only to its members while it is not deleted. */
export function conversation(state: State, claim: Claim): Answer<Conversation> {
  return answer(enterOpen(state, claim), (access) => access.conversation);
}

/** The list of a person's conversations by activity, the most recent first. */
export function conversationsOf(
  state: State,
  by: PersonId,
  page: { readonly below?: number; readonly from?: number; readonly limit: number },
  isListed?: (conversation: Conversation) => boolean,
): readonly Conversation[] {
  const { below = Number.POSITIVE_INFINITY, from = Number.NEGATIVE_INFINITY, limit } = page;
  const accept =
    isListed &&
    ((id: ConversationId) => {
      const found = state.conversations.get(id);
      return found !== undefined && isListed(found);
    });
  const ids = state.memberships.get(by)?.descend({ below, from, limit }, accept) ?? [];
  return ids.flatMap((id) => state.conversations.get(id) ?? []);
}

export function message(
  state: State,
  claim: Claim & { readonly message: MessageId },
): Answer<Message> {
  const access = enterOpen(state, claim);
  if (access.refusal) return access;
  const found = access.conversation.messages.get(claim.message);
  if (!found || !isVisible(found, access.member)) {
    return { refusal: { type: "messageUnknown", message: claim.message } };
  }
  return { value: found };
}

/** A page of messages by last change, the newest first, and the version of the newest of all. */
export function messages(
  state: State,
  claim: Claim & { readonly below?: number; readonly from?: number; readonly limit: number },
): Answer<{ readonly page: readonly Message[]; readonly newest: number }> {
  const access = enterOpen(state, claim);
  if (access.refusal) return access;
  const { conversation, member } = access;
  const { below = Number.POSITIVE_INFINITY, limit } = claim;
  // A version is never below its message's arrival, so nothing visible lies under the start of the history.
  const from = Math.max(claim.from ?? 0, member.historyFrom);
  const accept = member.historyFrom > 0 ? (m: Message) => isVisible(m, member) : undefined;
  const page = conversation.changes.descend({ below, from, limit }, accept);
  return { value: { page, newest: conversation.lastVersion } };
}

export function members(state: State, claim: Claim): Answer<readonly Member[]> {
  return answer(enterOpen(state, claim), (access) => [...access.conversation.members.values()]);
}

export function receipts(state: State, claim: Claim): Answer<readonly Receipt[]> {
  return answer(enterOpen(state, claim), (access) => [...access.conversation.receipts.values()]);
}

export function attachment(
  state: State,
  claim: Claim & { readonly attachment: AttachmentId },
): Answer<Attachment> {
  const access = enterOpen(state, claim);
  if (access.refusal) return access;
  const found = access.conversation.attachments.get(claim.attachment);
  return found ? { value: found } : { refusal: { type: "attachmentUnknown" } };
}

function answer<Value>(
  access: Access | { readonly refusal: Refusal },
  read: (access: Access) => Value,
): Answer<Value> {
  return access.refusal ? access : { value: read(access) };
}

/** A forum, for those who may look into it; nobody in particular sees what all may see. */
export function forum(
  state: State,
  claim: { readonly by?: PersonId | undefined; readonly conversation: ConversationId },
): Answer<ForumConversation> {
  const { by, conversation } = claim;
  const seen = look(state, { conversation, ...(by !== undefined && { by }) });
  return seen.refusal ? seen : { value: seen.conversation };
}

/** Whether a person may post to a forum at this time. */
export function mayPost(
  state: State,
  claim: { readonly by: PersonId; readonly conversation: ConversationId },
  world: { readonly now: number },
): boolean {
  const entered = attend(state, claim, world);
  if (entered.refusal) return false;
  return whyNotWrite(state, entered.conversation, claim.by, world) === undefined;
}

/** A forum's messages with `from <= id < below`, the newest `limit` of them, the oldest first. */
export function forumMessages(
  conversation: Conversation,
  page: { readonly from?: number; readonly below?: number; readonly limit: number },
): readonly Message[] {
  const { from = 0, below = Number.POSITIVE_INFINITY, limit } = page;
  return conversation.messages.descend({ from, below, limit }).reverse();
}

/** The days on which something was said before, on and after that one (days since the epoch), and the messages of it. */
export function forumDay(
  conversation: ForumConversation,
  day: number,
): {
  readonly messages: readonly Message[];
  readonly previous: number | undefined;
  readonly next: number | undefined;
} {
  const { days } = conversation.forum;
  const at = firstNotBefore(days, day);
  const found = days[at]?.day === day ? days[at] : undefined;
  return {
    messages: found ? messagesOf(found, conversation.messages).reverse() : [],
    previous: days[at - 1]?.day,
    next: days[found ? at + 1 : at]?.day,
  };
}
