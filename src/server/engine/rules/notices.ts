// Messages that the conversation itself writes, and the numbering that every change of a message takes.

import type { Event } from "../events.ts";
import type { ConversationId, MessageId, PersonId } from "../ids.ts";
import type { Conversation, Message, MessageBody } from "../state.ts";
import type { World } from "../world.ts";

/** Where the next change of a conversation goes: its number and its time, each above all before it. */
export interface Turn {
  readonly sequence: number;
  readonly version: number;
}

/** `ahead` counts the changes that the same order makes before this one. */
export function nextTurn(
  conversation: Pick<Conversation, "sequence" | "lastVersion">,
  world: World,
  ahead = 0,
): Turn {
  return {
    sequence: conversation.sequence + 1 + ahead,
    version: Math.max(world.now, conversation.lastVersion + 1) + ahead,
  };
}

export function newMessage(
  turn: Turn,
  world: World,
  content: Omit<Message, "id" | "sequence" | "createdAt" | "version">,
): Message {
  // The spread stands last: first it would cost ten times as much (measured).
  return {
    id: world.nextMessageId(turn.version) as MessageId,
    sequence: turn.sequence,
    createdAt: turn.version,
    version: turn.version,
    ...content,
  };
}

/** Topic changes count as activity, as arrivals themselves do; departures do not (observed twice in ACS). */
export function notice(
  where: { readonly conversation: ConversationId; readonly by: PersonId },
  turn: Turn,
  body: MessageBody,
  world: World,
): Event {
  return {
    type: "messagePosted",
    at: world.now,
    conversation: where.conversation,
    by: where.by,
    message: newMessage(turn, world, { body }),
    isActivity: body.kind === "topicChanged",
  };
}
