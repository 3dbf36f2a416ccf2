// Events: listed, polled, and the address of the socket that brings them.

import { eventTypes } from "../../../contracts/stackexchange/realtime.ts";
import type { ConversationId, PersonId } from "../../engine/ids.ts";
import { forum, forumMessages } from "../../engine/queries.ts";
import type { Message } from "../../engine/state.ts";
import type { VisitReply } from "../dialect.ts";
import type { ChatCall, ChatCodec } from "./call.ts";
import type { ChatHost } from "./chat-host.ts";
import { roomId, wholeNumber } from "./decode.ts";
import { messageFields, numberOf, seconds, userFields } from "./encode.ts";
import type { LoggedEvent } from "./event-log.ts";
import { frameOf, type RoomNews } from "./frames.ts";
import { jsonReply, rawJsonReply } from "./replies.ts";
import { findRoom, refuse, roomById } from "./seen.ts";

const LISTED = 100;
const LISTED_MAX = 500;

/** Who has logged in is there from now on, as in the web's client, which does this first. */
function listEvents(call: ChatCall): VisitReply {
  const found = findRoom(call);
  if (found.reply) return found.reply;
  const { chat, visitor, form, now } = call;
  const { room } = found;
  if (visitor) {
    const order = { type: "enterForum", by: visitor.person, conversation: room.id } as const;
    const { refusal } = chat.space.execute(order);
    if (refusal) return refuse(call, { error: "roomUnknown" });
  }
  const limit = Math.min(Math.max(wholeNumber(form["msgCount"], LISTED), 0), LISTED_MAX);
  const isEvents = form["mode"]?.toLowerCase() === "events";
  const events = isEvents ? pastEvents(call, room.id, limit) : pastMessages(call, room.id, limit);
  const { last } = chat.log;
  // A frozen list of JSON texts, so that events are not parsed to be written again.
  return rawJsonReply(
    `{"events":[${events.join(",")}],"time":${last},"sync":${seconds(now)},"ms":0}`,
  );
}

function pastMessages({ chat, form }: ChatCall, room: ConversationId, limit: number): string[] {
  const conversation = chat.state.conversations.get(room);
  if (!conversation) return [];
  const from = wholeNumber(form["after"], 0);
  const below = wholeNumber(form["before"], Number.POSITIVE_INFINITY);
  const page = forumMessages(conversation, { from, below, limit });
  return page.map((message) => JSON.stringify(listed(chat, room, message)));
}

/** As an event of its posting, but with what the message is now, and without a number. */
function listed(chat: ChatHost, room: ConversationId, message: Message): Record<string, unknown> {
  return {
    event_type: eventTypes.messagePosted,
    time_stamp: seconds(message.createdAt),
    ...userFields(chat, message.sender),
    room_id: numberOf(room),
    ...messageFields(chat, message),
  };
}

function pastEvents(call: ChatCall, room: ConversationId, limit: number): string[] {
  const since = wholeNumber(call.form["since"], 0);
  const events = eventsFor(call.chat, room, call.visitor?.person, since);
  return events.slice(Math.max(0, events.length - limit)).map((event) => event.json());
}

/** What this listener may be told of a room since the marker. */
export function eventsFor(
  chat: ChatHost,
  room: ConversationId,
  listener: PersonId | undefined,
  marker: number,
): LoggedEvent[] {
  return chat.log
    .since(marker, room, listener)
    .filter((event) => !event.isForTrusted || isTrusted(chat, listener));
}

/** Flags are shown to moderators and from 10,000 reputation on. */
export function isTrusted(chat: ChatHost, listener: PersonId | undefined): boolean {
  const profile = listener && chat.state.people.get(listener)?.profile;
  return (profile?.isModerator ?? false) || (profile?.reputation ?? 0) >= 10_000;
}

/** `r1=100000123` asks what room 1 was told after that marker; `h1` is for what concerns the caller alone. Each room is answered once. */
function poll(call: ChatCall): VisitReply {
  const rooms = new Map<ConversationId, RoomNews>();
  for (const [field, text] of Object.entries(call.form)) {
    const [, kind, number] = /^([rh])(\d{1,15})$/.exec(field) ?? [];
    if (number === undefined) continue;
    if (!/^-?\d{1,15}$/.test(text)) {
      const reason = `Cannot poll ${field}: its value is no marker. Send the number that time or t had.`;
      return refuse(call, { error: "malformedRequest", fill: { reason } });
    }
    const room = roomId(number);
    const isPersonal = kind === "h";
    // All that the room was told has what concerns the caller in it.
    if (isPersonal && rooms.has(room)) continue;
    rooms.set(room, newsOf(call, room, Number(text), isPersonal));
  }
  return rawJsonReply(frameOf([...rooms.values()], call.chat.log.last));
}

function newsOf(
  { chat, visitor }: ChatCall,
  room: ConversationId,
  marker: number,
  isPersonal: boolean,
): RoomNews {
  const by = visitor?.person;
  if (forum(chat.state, { by, conversation: room }).refusal) {
    return { room, events: [], marker, isOver: true };
  }
  const events = eventsFor(chat, room, by, marker);
  return {
    room,
    marker,
    events: isPersonal ? events.filter(({ to }) => to !== undefined) : events,
  };
}

/** The address works without TLS: what it stands for is in its token. */
function authorizeSocket(call: ChatCall): VisitReply {
  const found = roomById(call, roomId(call.form["roomid"]));
  if (found.reply) return found.reply;
  const { network, chat, visitor, socketUrl } = call;
  const room = found.room.id;
  const token = network.serial(32);
  network.passes.add(token, {
    network,
    host: chat,
    room,
    ...(visitor && { person: visitor.person }),
  });
  return jsonReply({ url: `${socketUrl}/events/${room}/${token}` });
}

export const realtimeCodecs = {
  Chat_ListEvents: listEvents,
  Chat_Poll: poll,
  Chat_AuthorizeSocket: authorizeSocket,
} satisfies Record<string, ChatCodec>;
