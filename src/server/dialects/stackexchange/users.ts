// People: their pages, their thumbs, and finding them by name.

import type { PersonId } from "../../engine/ids.ts";
import { forum } from "../../engine/queries.ts";
import type { ForumConversation } from "../../engine/rules/attendance.ts";
import type { VisitReply } from "../dialect.ts";
import type { ChatCall, ChatCodec } from "./call.ts";
import { idList, personId, roomId, wholeNumber } from "./decode.ts";
import { emailHash, seconds } from "./encode.ts";
import { normaliseName } from "./markdown/index.ts";
import { userPage } from "./pages/index.ts";
import { jsonReply, pageReply } from "./replies.ts";
import { missingPage, refuse } from "./seen.ts";
import { roomCard, shellOf, userLink } from "./views.ts";

const FOUND = 20;
const FOUND_MAX = 1000;

function show(call: ChatCall): VisitReply {
  const { chat, params, now } = call;
  const id = personId(params["user"]);
  const person = chat.state.people.get(id);
  if (!person) return missingPage(call, "There is no user with that id.");
  const { profile, activity, registeredAt } = person;
  const rooms = roomsOf(call, id);
  const presentRooms = rooms.filter((room) => room.forum.present.has(id));
  const lastSeen = presentRooms.length > 0 ? now : activity?.seenAt;
  const card = (room: ForumConversation) => roomCard(chat, room, now);
  return pageReply(
    userPage(shellOf(call), {
      ...userLink(chat, id),
      isModerator: profile?.isModerator ?? false,
      messageCount: activity?.messages ?? 0,
      roomCount: activity?.forums ?? 0,
      reputation: profile?.reputation,
      since: seconds(registeredAt),
      lastMessage: optional(activity?.postedAt),
      lastSeen: optional(lastSeen),
      about: profile?.about,
      ownedRooms: rooms.filter((room) => room.forum.roles.get(id) === "owner").map(card),
      presentRooms: presentRooms.map(card),
      now: seconds(now),
    }),
  );
}

function optional(ms: number | undefined): number | undefined {
  return ms === undefined ? undefined : seconds(ms);
}

/** Those that the visitor may see. */
function roomsOf({ chat, visitor }: ChatCall, person: PersonId): ForumConversation[] {
  return [...(chat.state.attended.get(person) ?? [])]
    .map((conversation) => forum(chat.state, { by: visitor?.person, conversation }))
    .flatMap(({ value }) => (value ? [value] : []));
}

/** `is_owner` is of the room that is asked about, and null elsewhere. */
function profileOf({ chat }: ChatCall, id: PersonId, room?: ForumConversation) {
  const person = chat.state.people.get(id);
  if (!person) return undefined;
  const { profile, activity } = person;
  return {
    ...userLink(chat, id),
    email_hash: emailHash(chat, id),
    reputation: profile?.reputation ?? 0,
    is_moderator: profile?.isModerator ?? false,
    is_owner: room?.forum.roles.get(id) === "owner" ? true : null,
    last_post:
      optional(room ? room.forum.attendance.get(id)?.postedAt : activity?.postedAt) ?? null,
    last_seen: optional(room ? room.forum.attendance.get(id)?.seenAt : activity?.seenAt) ?? null,
  };
}

function list(call: ChatCall): VisitReply {
  const { form, chat, visitor } = call;
  const { value: room } = forum(chat.state, {
    by: visitor?.person,
    conversation: roomId(form["roomId"]),
  });
  const users = idList(form["ids"] ?? "", personId).flatMap(
    (id) => profileOf(call, id, room) ?? [],
  );
  return jsonReply({ users });
}

function thumb(call: ChatCall): VisitReply {
  const profile = profileOf(call, personId(call.params["user"]));
  if (!profile) return refuse(call, { error: "pageUnknown" });
  const usage = call.query["showUsage"] === "true" ? "" : null;
  return jsonReply({ ...profile, usage });
}

function search(call: ChatCall): VisitReply {
  const limit = Math.min(Math.max(wholeNumber(call.query["limit"], FOUND), 0), FOUND_MAX);
  const found = call.chat.names.startingWith(normaliseName(call.query["q"] ?? ""));
  return jsonReply(found.slice(0, limit).map((id) => profileOf(call, id)));
}

export const userCodecs = {
  Chat_ShowUser: show,
  Chat_GetUsers: list,
  Chat_GetUserThumb: thumb,
  Chat_SearchUsers: search,
} satisfies Record<string, ChatCodec>;
