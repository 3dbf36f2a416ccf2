// What the pages show, put together from the state: people, messages and rooms as one visitor sees them.

import type { PersonId } from "../../engine/ids.ts";
import type { ForumConversation } from "../../engine/rules/attendance.ts";
import type { Message } from "../../engine/state.ts";
import type { ChatCall } from "./call.ts";
import type { ChatHost } from "./chat-host.ts";
import { editsOf, numberOf, renderingOf, seconds, starsOf } from "./encode.ts";
import { renderMessage } from "./markdown/index.ts";
import type {
  AuthorView,
  ChatShellView,
  MessageView,
  RoomAccess,
  RoomCardView,
  UserCardView,
  UserLinkView,
} from "./pages/index.ts";

const siteNames = {
  "chat.stackexchange.com": "Stack Exchange",
  "chat.meta.stackexchange.com": "Meta Stack Exchange",
  "chat.stackoverflow.com": "Stack Overflow",
} as const satisfies Record<ChatHost["name"], string>;

export function shellOf({ chat, visitor, formKey, isSecure }: ChatCall): ChatShellView {
  return {
    host: chat.name,
    siteName: siteNames[chat.name],
    loginUrl: `${isSecure ? "https" : "http"}://${chat.site}/users/login`,
    fkey: formKey,
    viewer: visitor ? userLink(chat, visitor.person) : null,
  };
}

export function userLink(chat: ChatHost, person: PersonId): UserLinkView {
  return { id: numberOf(person), name: chat.nameOf(person) };
}

function authorOf(chat: ChatHost, { sender }: Message): AuthorView {
  return sender === undefined ? { id: null, name: "" } : userLink(chat, sender);
}

export function messageView(
  { chat, visitor }: Pick<ChatCall, "chat" | "visitor">,
  room: ForumConversation,
  message: Message,
): MessageView {
  const count = starsOf(message);
  const byViewer = visitor !== undefined && (message.stars?.has(visitor.person) ?? false);
  return {
    id: message.id,
    roomId: numberOf(room.id),
    author: authorOf(chat, message),
    time: seconds(message.createdAt),
    contentHtml: message.deletedAt === undefined ? renderingOf(chat, message).html : null,
    edited: editsOf(message) > 0,
    parentId: message.replyTo,
    stars: count === 0 ? undefined : { count, byViewer, pinned: message.pins !== undefined },
  };
}

/** Pinned ones first, and of each kind the newest; what is deleted has lost its marks. */
export function starredMessages(
  call: Pick<ChatCall, "chat" | "visitor">,
  room: ForumConversation,
  limit: number,
): readonly MessageView[] {
  const messages = [...room.forum.marked]
    .map((id) => room.messages.get(id))
    .filter((message) => message !== undefined)
    .filter((message) => starsOf(message) > 0)
    .sort((one, other) => pinned(other) - pinned(one) || other.id - one.id);
  return messages.slice(0, limit).map((message) => messageView(call, room, message));
}

function pinned({ pins }: Message): number {
  return pins ? 1 : 0;
}

const accessNames = {
  anyone: "public",
  approved: "gallery",
  invited: "private",
} as const satisfies Record<ForumConversation["forum"]["entry"], RoomAccess>;

/** What every view of a room starts with. */
export function roomBase(chat: ChatHost, room: ForumConversation) {
  const { forum } = room;
  const last = room.messages.last();
  return {
    id: numberOf(room.id),
    name: room.topic,
    descriptionHtml: descriptionHtml(chat, room),
    tags: forum.tags,
    access: accessNames[forum.entry],
    messageCount: room.messages.size + forum.earlier.messages,
    lastMessage: last && seconds(last.createdAt),
  };
}

export function descriptionHtml(chat: ChatHost, { forum }: ForumConversation): string {
  const lines = forum.description.split(/[\r\n]+/).map((line) => line.trim());
  return renderMessage(lines.join(" "), { host: chat.name }).html;
}

export function isFrozen({ forum }: ForumConversation, now: number): boolean {
  return (forum.frozenUntil ?? 0) > now;
}

export function roomCard(chat: ChatHost, room: ForumConversation, now: number): RoomCardView {
  return {
    ...roomBase(chat, room),
    presentCount: room.forum.present.size,
    frozen: isFrozen(room, now),
  };
}

/** With what the person last said in the room. */
export function userCard(chat: ChatHost, room: ForumConversation, person: PersonId): UserCardView {
  const profile = chat.state.people.get(person)?.profile;
  const last = room.forum.attendance.get(person)?.lastMessage;
  const message = last === undefined ? undefined : room.messages.get(last);
  return {
    ...userLink(chat, person),
    isModerator: profile?.isModerator ?? false,
    reputation: profile?.reputation,
    about: profile?.about,
    lastPost: message && { messageId: message.id, time: seconds(message.createdAt) },
  };
}
