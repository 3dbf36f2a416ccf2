// What REST cannot cause: messages written part by part, and what a policy does about a message.

import type { MessageFlag, MessageStream, StreamedMessage } from "./chat-emulator.ts";
import type { Command } from "./engine/commands.ts";
import type { ConversationId, MessageId, PersonId } from "./engine/ids.ts";
import type { Refusal } from "./engine/refusals.ts";
import type { StreamStep } from "./engine/state.ts";
import type { Tenant } from "./tenant.ts";

export function streamMessage(
  tenant: Tenant,
  sender: PersonId,
  order: StreamedMessage,
): MessageStream {
  const { threadId, type = "text", content = "", senderDisplayName } = order;
  const where = { by: sender, conversation: threadId as ConversationId };
  const posted = tenant.execute({
    type: "postMessage",
    ...where,
    kind: type,
    text: content,
    ...(senderDisplayName !== undefined && { senderName: senderDisplayName }),
    stream: { phase: "start", number: 1 },
  });
  if (posted.refusal) throw refused("stream a message", threadId, posted.refusal);
  const { message } = posted.outcome;
  let number = 1;
  let isOver = false;
  const step = (text: string, part: Omit<StreamStep, "number">) => {
    if (isOver) {
      throw new Error(`Cannot write to message ${message}: it has ended. Stream another one.`);
    }
    number += 1;
    isOver = part.phase === "final";
    edit(tenant, { ...where, message, text, stream: { ...part, number } });
  };
  return {
    messageId: String(message),
    inform: (text) => step(text, { phase: "informative" }),
    write: (text) => step(text, { phase: "streaming" }),
    end: (text, end = "completed") => step(text, { phase: "final", end }),
  };
}

export function flagMessage(tenant: Tenant, { threadId, messageId, result }: MessageFlag): void {
  const conversation = threadId as ConversationId;
  const message = Number(messageId) as MessageId;
  const found = tenant.engine.state.conversations.get(conversation)?.messages.get(message);
  if (found?.sender === undefined) {
    throw new Error(
      `Cannot flag message ${messageId} of ${threadId}: no user has sent such a message. Give the ids of one that was sent.`,
    );
  }
  const violation = result === "warning" ? "warned" : "blocked";
  edit(tenant, { by: found.sender, conversation, message, violation });
}

function edit(tenant: Tenant, order: Omit<Command<"editMessage">, "type">): void {
  const { refusal } = tenant.execute({ type: "editMessage", ...order });
  if (refusal) throw refused(`change message ${order.message}`, order.conversation, refusal);
}

function refused(what: string, thread: string, refusal: Refusal): Error {
  return new Error(
    `Cannot ${what} in ${thread}: ${refusal.type}. Use a thread and a participant that exist.`,
  );
}
