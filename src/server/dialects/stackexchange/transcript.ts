// The transcript of a room by days, and the history of a message.

import { dayOf } from "../../engine/days.ts";
import type { Change } from "../../engine/forum.ts";
import { forumDay } from "../../engine/queries.ts";
import { type ForumConversation, mayRule } from "../../engine/rules/attendance.ts";
import { historyOf } from "../../engine/rules/forum-messages.ts";
import type { Message } from "../../engine/state.ts";
import type { VisitReply } from "../dialect.ts";
import type { ChatCall, ChatCodec } from "./call.ts";
import { messageId } from "./decode.ts";
import { numberOf, seconds } from "./encode.ts";
import {
  type HistoryEntryView,
  historyPage,
  type RoomLinkView,
  transcriptPage,
} from "./pages/index.ts";
import { pageReply } from "./replies.ts";
import { findMessage, findRoom, missingPage, roomById } from "./seen.ts";
import { messageView, roomBase, shellOf, userLink } from "./views.ts";

const noMessage = "The message does not exist, or you may not see it";

function day(call: ChatCall): VisitReply {
  const found = findRoom(call);
  if (found.reply)
    return missingPage(call, "The room does not exist, or you do not have permission");
  const { room } = found;
  const { params, query, now } = call;
  if (query["m"] !== undefined) {
    const message = room.messages.get(messageId(query["m"]));
    if (message) return dayPage(call, room, dayOf(message.createdAt), message.id);
    return missingPage(call, noMessage);
  }
  if (params["year"] === undefined) {
    return dayPage(call, room, room.forum.days.at(-1)?.day ?? dayOf(now));
  }
  const time = Date.UTC(Number(params["year"]), Number(params["month"]) - 1, Number(params["day"]));
  if (Number.isNaN(time)) return missingPage(call, "There is no such day");
  return dayPage(call, room, dayOf(time));
}

function dayOfMessage(call: ChatCall): VisitReply {
  const found = findMessage(call, "pageUnknown");
  if (found.reply) return missingPage(call, noMessage);
  const seen = roomById(call, found.room);
  if (seen.reply) return missingPage(call, noMessage);
  return dayPage(call, seen.room, dayOf(found.message.createdAt), found.message.id);
}

function dayPage(
  call: ChatCall,
  room: ForumConversation,
  wanted: number,
  highlighted?: number,
): VisitReply {
  const { messages, previous, next } = forumDay(room, wanted);
  const { days } = room.forum;
  return pageReply(
    transcriptPage(shellOf(call), {
      ...roomBase(call.chat, room),
      room: { id: numberOf(room.id), name: room.topic },
      day: isoDay(wanted),
      firstDay: isoDay(days[0]?.day),
      previousDay: isoDay(previous),
      nextDay: isoDay(next),
      lastDay: isoDay(days.at(-1)?.day),
      messages: messages.map((message) => messageView(call, room, message)),
      ...(highlighted !== undefined && { highlighted }),
    }),
  );
}

const DAY_MS = 86_400_000;

function isoDay(number: number): string;
function isoDay(number: number | undefined): string | undefined;
function isoDay(number: number | undefined): string | undefined {
  return number === undefined ? undefined : new Date(number * DAY_MS).toISOString().slice(0, 10);
}

/** What was deleted is shown to its author and to those who rule the room. */
function history(call: ChatCall): VisitReply {
  const found = findMessage(call, "pageUnknown");
  if (found.reply) return missingPage(call, noMessage);
  const seen = roomById(call, found.room);
  if (seen.reply) return missingPage(call, noMessage);
  const { room } = seen;
  const { message } = found;
  if (message.deletedAt !== undefined && !maySeeDeleted(call, room, message)) {
    return missingPage(call, noMessage);
  }
  return pageReply(
    historyPage(shellOf(call), {
      message: messageView(call, room, message),
      room: linkOf(room),
      pinners: [...(message.pins ?? [])].map((person) => userLink(call.chat, person)),
      entries: entriesOf(call, room, historyOf(message)).reverse(),
      now: seconds(call.now),
    }),
  );
}

function maySeeDeleted({ chat, visitor }: ChatCall, room: ForumConversation, message: Message) {
  if (!visitor) return false;
  return message.sender === visitor.person || mayRule(chat.state, room, visitor.person);
}

/** Each move went to where the next one came from, and the last one to where the message is. */
function entriesOf(
  { chat }: ChatCall,
  room: ForumConversation,
  changes: readonly Change[],
): HistoryEntryView[] {
  const moves = changes.filter((change) => change.kind === "moved");
  return changes.map((change) => {
    const common = { by: userLink(chat, change.by), time: seconds(change.at) };
    if (change.kind === "deleted") return { kind: change.kind, ...common };
    if (change.kind !== "moved") return { kind: change.kind, ...common, source: change.text };
    const to = moves[moves.indexOf(change) + 1]?.from ?? room.id;
    return {
      kind: change.kind,
      ...common,
      from: roomLink(chat, change.from),
      to: roomLink(chat, to),
    };
  });
}

function roomLink(chat: ChatCall["chat"], id: ForumConversation["id"]): RoomLinkView {
  return { id: numberOf(id), name: chat.state.conversations.get(id)?.topic ?? "" };
}

function linkOf({ id, topic }: ForumConversation): RoomLinkView {
  return { id: numberOf(id), name: topic };
}

export const transcriptCodecs = {
  Chat_ShowTranscript: day,
  Chat_ShowMessageInTranscript: dayOfMessage,
  Chat_ShowHistory: history,
} satisfies Record<string, ChatCodec>;
