// Rules of messages: members write, only the sender edits or deletes, typing leaves no trace.

import type { Command, Outcomes } from "../commands.ts";
import { accept, type Decision, refuse } from "../decision.ts";
import { isVisible } from "../queries.ts";
import type { Refusal } from "../refusals.ts";
import type { Conversation, Message, Metadata, State } from "../state.ts";
import type { World } from "../world.ts";
import { enterOpen } from "./access.ts";
import { deleteInForum, editInForum, postToForum } from "./forum-messages.ts";
import { newMessage, nextTurn } from "./notices.ts";

export function postMessage(
  state: State,
  command: Command<"postMessage">,
  world: World,
): Decision<Outcomes["postMessage"]> {
  if (isInForum(state, command)) return postToForum(state, command, world);
  const access = enterOpen(state, command);
  if (access.refusal) return access;
  const { kind, text, senderName, priority, metadata, attachments } = command;
  const message = newMessage(nextTurn(access.conversation, world), world, {
    body: { kind, text },
    sender: command.by,
    ...(senderName !== undefined && { senderName }),
    ...(priority && { priority }),
    ...(metadata && { metadata }),
    ...(attachments && { attachments }),
  });
  const { by, conversation } = command;
  return accept(
    { message: message.id },
    {
      type: "messagePosted",
      at: world.now,
      conversation,
      by,
      message,
      isActivity: true,
      ...(command.stream && { stream: command.stream }),
    },
  );
}

export function editMessage(
  state: State,
  command: Command<"editMessage">,
  world: World,
): Decision<null> {
  if (isInForum(state, command)) return editInForum(state, command, world);
  const found = own(state, command);
  if (found.refusal) return found;
  const { message, conversation } = found;
  if (message.deletedAt !== undefined) {
    return refuse({ type: "messageUnknown", message: command.message });
  }
  const turn = nextTurn(conversation, world);
  const metadata = command.metadata && mergeMetadata(message.metadata, command.metadata);
  const edited: Message = {
    ...message,
    ...(command.text !== undefined && { body: { ...message.body, text: command.text } }),
    ...(command.priority && { priority: command.priority }),
    ...(metadata && { metadata }),
    ...(command.attachments && { attachments: command.attachments }),
    ...(command.violation && { violation: command.violation }),
    ...turn,
    editedAt: turn.version,
  };
  return accept(null, {
    type: "messageEdited",
    at: world.now,
    conversation: conversation.id,
    by: command.by,
    message: edited,
    ...(command.stream && { stream: command.stream }),
  });
}

/** What remains of a deleted message: who, when and of what kind, but nothing of what it said. */
export function deleteMessage(
  state: State,
  command: Command<"deleteMessage">,
  world: World,
): Decision<null> {
  if (isInForum(state, command)) return deleteInForum(state, command, world);
  const found = own(state, command);
  if (found.refusal) return found;
  const { message, conversation } = found;
  if (message.deletedAt !== undefined) return accept(null);
  const turn = nextTurn(conversation, world);
  const { editedAt, metadata, attachments, ...rest } = message;
  const deleted: Message = {
    ...rest,
    body: { ...message.body, text: "" },
    ...turn,
    deletedAt: turn.version,
  };
  return accept(null, {
    type: "messageDeleted",
    at: world.now,
    conversation: conversation.id,
    by: command.by,
    message: deleted,
  });
}

export function showTyping(
  state: State,
  command: Command<"showTyping">,
  world: World,
): Decision<null> {
  const access = enterOpen(state, command);
  if (access.refusal) return access;
  const { by, conversation, senderName } = command;
  return accept(null, {
    type: "typingShown",
    at: world.now,
    conversation,
    by,
    ...(senderName !== undefined && { senderName }),
  });
}

function isInForum(state: State, { conversation }: { conversation: Conversation["id"] }): boolean {
  return state.conversations.get(conversation)?.forum !== undefined;
}

type OwnMessage = Message & {
  readonly body: { readonly kind: "text" | "html"; readonly text: string };
};

/** The written message that the member may change: one that he sees and that he sent. */
function own(
  state: State,
  command: Command<"editMessage" | "deleteMessage">,
):
  | { readonly conversation: Conversation; readonly message: OwnMessage; readonly refusal?: never }
  | { readonly refusal: Refusal } {
  const access = enterOpen(state, command);
  if (access.refusal) return access;
  const message = access.conversation.messages.get(command.message);
  if (!message || !isVisible(message, access.member)) {
    return { refusal: { type: "messageUnknown", message: command.message } };
  }
  if (message.sender !== command.by || !isWritten(message)) {
    return { refusal: { type: "notSender", message: command.message } };
  }
  return { conversation: access.conversation, message };
}

function isWritten(message: Message): message is OwnMessage {
  return message.body.kind === "text" || message.body.kind === "html";
}

/** A null prototype, so that a key such as `__proto__` is a key like any other. */
function mergeMetadata(old: Metadata | undefined, patch: Metadata): Metadata {
  const merged: Record<string, string> = Object.assign(Object.create(null), old);
  for (const [key, value] of Object.entries(patch)) {
    if (value === "") delete merged[key];
    else merged[key] = value;
  }
  return merged;
}
