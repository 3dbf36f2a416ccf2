// Messages, people and rooms of the engine in the words and numbers of the wire.

import { createHash } from "node:crypto";
import type { ConversationId, PersonId } from "../../engine/ids.ts";
import type { Message } from "../../engine/state.ts";
import type { ChatHost } from "./chat-host.ts";
import { type Rendering, renderMessage } from "./markdown/index.ts";

export function seconds(ms: number): number {
  return Math.floor(ms / 1000);
}

export function numberOf(id: PersonId | ConversationId): number {
  return Number(id);
}

export function sourceOf(message: Message): string {
  return "text" in message.body ? message.body.text : "";
}

export function editsOf(message: Message): number {
  return message.history?.filter(({ kind }) => kind === "edited").length ?? 0;
}

/** A message that is only pinned counts as starred once: scrapers expect it (stackexchange-chat 3). */
export function starsOf({ stars, pins }: Message): number {
  if (!pins) return stars?.size ?? 0;
  let count = stars?.size ?? 0;
  for (const person of pins) if (!stars?.has(person)) count += 1;
  return count;
}

/** Messages never change in place, so each is rendered once. */
const rendered = new WeakMap<Message, Rendering>();

export function renderingOf(host: ChatHost, message: Message): Rendering {
  const known = rendered.get(message);
  if (known) return known;
  const parent = message.replyTo === undefined ? undefined : host.message(message.replyTo);
  const author = parent?.message.sender;
  const replyTo = author === undefined ? undefined : host.nameOf(author);
  const made = renderMessage(sourceOf(message), {
    host: host.name,
    ...(replyTo !== undefined && { replyTo }),
  });
  rendered.set(message, made);
  return made;
}

/**
 * Everything that is to be said of a message now, in each event about it: clients take what is missing for none
 * (stackexchange-chat 2.4). Only a deleted message has no content.
 */
export function messageFields(host: ChatHost, message: Message): Record<string, unknown> {
  const edits = editsOf(message);
  const stars = starsOf(message);
  return {
    ...(message.deletedAt === undefined && { content: renderingOf(host, message).html }),
    message_id: message.id,
    ...(edits > 0 && { message_edits: edits }),
    ...(stars > 0 && { message_stars: stars }),
    ...(message.pins && { message_owner_stars: message.pins.size }),
    ...(message.replyTo !== undefined && { parent_id: message.replyTo, show_parent: true }),
  };
}

export function userFields(host: ChatHost, person: PersonId | undefined): Record<string, unknown> {
  if (person === undefined) return {};
  return { user_id: numberOf(person), user_name: host.nameOf(person) };
}

export function roomFields(host: ChatHost, room: ConversationId): Record<string, unknown> {
  return { room_id: numberOf(room), room_name: host.state.conversations.get(room)?.topic ?? "" };
}

/** Of nothing but the id: an email must not be found out from it. */
export function emailHash(host: ChatHost, person: PersonId): string {
  return createHash("md5").update(`${host.name} ${person}`).digest("hex");
}
