// Who is in a room and what he may do there: favourites, leaving, kicking, access, invitations, who can be called.

import type { Role } from "../../engine/forum.ts";
import type { ConversationId } from "../../engine/ids.ts";
import type { VisitReply } from "../dialect.ts";
import { byMember, type ChatCall, type ChatCodec, type MemberCall } from "./call.ts";
import { personId, roomId } from "./decode.ts";
import { numberOf, seconds } from "./encode.ts";
import { refusalOf } from "./errors.ts";
import { favoritePage } from "./pages/index.ts";
import { jsonReply, ok, pageReply } from "./replies.ts";
import { findRoom, refuse, roomById } from "./seen.ts";
import { shellOf } from "./views.ts";

/** A kick keeps people out for a minute (assumed: the third one in a row lasts longer). */
const KICK_MS = 60_000;

function favorites(call: ChatCall): VisitReply {
  return pageReply(favoritePage(shellOf(call)));
}

function joinFavorites(call: MemberCall): VisitReply {
  const { chat, visitor } = call;
  for (const conversation of chat.state.followed.get(visitor.person) ?? []) {
    chat.space.execute({ type: "enterForum", by: visitor.person, conversation });
  }
  return ok;
}

/** `all` is every room that the visitor is in. Leaving a room that is not there is no error. */
function leave(call: MemberCall): VisitReply {
  const { chat, visitor, params } = call;
  const by = visitor.person;
  const rooms: Iterable<ConversationId> =
    params["room"]?.toLowerCase() === "all"
      ? (chat.state.attended.get(by) ?? [])
      : [roomId(params["room"])];
  for (const conversation of rooms) chat.space.execute({ type: "leaveForum", by, conversation });
  return ok;
}

/** Clients take exactly four items apart: id, name, last seen, last post. Nobody in particular sees nobody. */
function pingable(call: ChatCall): VisitReply {
  const found = findRoom(call);
  if (found.reply) return found.reply;
  const { chat, visitor, now } = call;
  const { id, forum } = found.room;
  if (!visitor) return jsonReply([]);
  const people = [...forum.attendance]
    .filter(([person]) => chat.isPingable(person, id))
    .map(([person, { seenAt, postedAt = 0 }]) => [
      numberOf(person),
      chat.nameOf(person),
      seconds(forum.present.has(person) ? now : seenAt),
      seconds(postedAt),
    ]);
  return jsonReply(people);
}

function kick(call: MemberCall): VisitReply {
  const found = findRoom(call);
  if (found.reply) return found.reply;
  const { refusal } = call.chat.space.execute({
    type: "expel",
    by: call.visitor.person,
    conversation: found.room.id,
    person: personId(call.form["userID"]),
    until: call.now + KICK_MS,
  });
  return refusal ? refuse(call, refusalOf(refusal)) : ok;
}

const roles: Readonly<Record<string, Role | "none">> = {
  owner: "owner",
  "read-write": "writer",
  "read-only": "reader",
  remove: "none",
};

function setAccess(call: MemberCall): VisitReply {
  const found = findRoom(call);
  if (found.reply) return found.reply;
  const { refusal } = call.chat.space.execute({
    type: "setRole",
    by: call.visitor.person,
    conversation: found.room.id,
    person: personId(call.form["aclUserId"]),
    role: roles[call.form["userAccess"] ?? ""] ?? "none",
  });
  return refusal ? refuse(call, refusalOf(refusal)) : ok;
}

function requestAccess(call: MemberCall): VisitReply {
  const found = roomById(call, roomId(call.form["roomId"]));
  if (found.reply) return found.reply;
  const by = call.visitor.person;
  const { refusal } = call.chat.space.execute({
    type: "requestRole",
    by,
    conversation: found.room.id,
  });
  return refusal ? refuse(call, refusalOf(refusal)) : ok;
}

function invite(call: MemberCall): VisitReply {
  const found = roomById(call, roomId(call.form["RoomId"]));
  if (found.reply) return found.reply;
  const { refusal } = call.chat.space.execute({
    type: "invite",
    by: call.visitor.person,
    conversation: found.room.id,
    person: personId(call.form["UserId"]),
  });
  return refusal ? refuse(call, refusalOf(refusal)) : ok;
}

export const participantCodecs = {
  Chat_ShowFavorites: favorites,
  Chat_JoinFavorites: byMember(joinFavorites),
  Chat_Leave: byMember(leave),
  Chat_ListPingable: pingable,
  Chat_Kick: byMember(kick),
  Chat_SetAccess: byMember(setAccess),
  Chat_RequestAccess: byMember(requestAccess),
  Chat_Invite: byMember(invite),
} satisfies Record<string, ChatCodec>;
