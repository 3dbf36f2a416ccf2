// Rooms as people look at them: the list, the room itself, what there is to know about it, and favourites.

import type { ConversationId, PersonId } from "../../engine/ids.ts";
import { forum, forumMessages, mayPost } from "../../engine/queries.ts";
import type { ForumConversation } from "../../engine/rules/attendance.ts";
import type { VisitReply } from "../dialect.ts";
import { byMember, type ChatCall, type ChatCodec, type MemberCall } from "./call.ts";
import { roomId } from "./decode.ts";
import { emailHash, numberOf, seconds, starsOf } from "./encode.ts";
import { refusalOf } from "./errors.ts";
import {
  type PresentUserView,
  type RoomInfoTabView,
  roomInfoPage,
  roomInfoTabs,
  roomPage,
  roomsPage,
  slug,
} from "./pages/index.ts";
import { jsonReply, ok, pageReply, withCookie } from "./replies.ts";
import { findRoom, missingPage, refuse, roomById } from "./seen.ts";
import {
  descriptionHtml,
  isFrozen,
  messageView,
  roomBase,
  roomCard,
  shellOf,
  starredMessages,
  userCard,
  userLink,
} from "./views.ts";

/** How much of the past the page of a room shows. */
const SHOWN = 100;
const STARRED_SHOWN = 20;
const ROOMS_SHOWN = 200;

/** Visitors get a cookie of the chat host's own; nothing depends on it (stackexchange-chat 1.1). */
const hostCookies = {
  "chat.stackexchange.com": "sechatusr",
  "chat.meta.stackexchange.com": "chatusr",
  "chat.stackoverflow.com": "chatusr",
} as const;

function home(call: ChatCall): VisitReply {
  const reply = list(call);
  const { chat, visitor, network } = call;
  if (!visitor) return reply;
  return withCookie(
    reply,
    `${hostCookies[chat.name]}=t=${network.sessions.formKey(visitor.session, "chatusr")}; path=/; HttpOnly`,
  );
}

function list(call: ChatCall): VisitReply {
  const { chat, visitor, now } = call;
  const rooms = [...chat.state.conversations.keys()]
    .map((conversation) => forum(chat.state, { by: visitor?.person, conversation }))
    .flatMap(({ value }) => (value && value.deletedAt === undefined ? [value] : []))
    .slice(0, ROOMS_SHOWN)
    .map((room) => roomCard(chat, room, now));
  return pageReply(roomsPage(shellOf(call), { title: "All Rooms", rooms, now: seconds(now) }));
}

const noRoom = "The room does not exist, or you do not have permission";

/** Looking at the page is not being there: that begins with the client's first question for events. */
function show(call: ChatCall): VisitReply {
  const found = findRoom(call);
  if (found.reply) return missingPage(call, noRoom);
  const { room } = found;
  const { chat, visitor, now } = call;
  const claim = visitor && { by: visitor.person, conversation: room.id };
  const messages = forumMessages(room, { limit: SHOWN }).filter(
    ({ deletedAt }) => deletedAt === undefined,
  );
  return pageReply(
    roomPage(shellOf(call), {
      ...roomBase(chat, room),
      frozen: isFrozen(room, now),
      messages: messages.map((message) => messageView(call, room, message)),
      present: [...room.forum.present.keys()].map((person) => presentUser(call, room, person)),
      starred: starredMessages(call, room, STARRED_SHOWN),
      mayPost: claim !== undefined && mayPost(chat.state, claim, call),
      now: seconds(now),
    }),
  );
}

function presentUser(
  { chat }: ChatCall,
  room: ForumConversation,
  person: PersonId,
): PresentUserView {
  const profile = chat.state.people.get(person)?.profile;
  const postedAt = room.forum.attendance.get(person)?.postedAt;
  return {
    ...userLink(chat, person),
    emailHash: emailHash(chat, person),
    reputation: profile?.reputation ?? 0,
    lastPost: postedAt === undefined ? undefined : seconds(postedAt),
    isModerator: profile?.isModerator ?? false,
    isOwner: room.forum.roles.get(person) === "owner",
  };
}

function info(call: ChatCall): VisitReply {
  const found = findRoom(call);
  if (found.reply) return missingPage(call, noRoom);
  const { room } = found;
  const { chat, now } = call;
  const [first] = room.messages.values();
  return pageReply(
    roomInfoPage(shellOf(call), {
      ...roomBase(chat, room),
      userCount: room.forum.attendance.size + room.forum.earlier.people,
      parentSite: chat.site,
      firstMessage: first && seconds(first.createdAt),
      now: seconds(now),
      tab: tabOf(call, room),
    }),
  );
}

function tabOf(call: ChatCall, room: ForumConversation): RoomInfoTabView {
  const name = roomInfoTabs.find((tab) => tab === call.query["tab"]) ?? "general";
  switch (name) {
    case "general":
      return generalTab(call, room);
    case "stars":
      return { name, messages: starredMessages(call, room, SHOWN) };
    case "access":
      return accessTab(call, room);
    default:
      return { name };
  }
}

function generalTab({ chat, query }: ChatCall, room: ForumConversation): RoomInfoTabView {
  const { present, attendance, roles } = room.forum;
  const usersKind = query["users"] === "frequent" ? "frequent" : "current";
  const shown = usersKind === "frequent" ? [...attendance.keys()].slice(0, SHOWN) : present.keys();
  const card = (person: PersonId) => userCard(chat, room, person);
  const owners = [...roles].filter(([, role]) => role === "owner").map(([person]) => person);
  return { name: "general", owners: owners.map(card), users: [...shown].map(card), usersKind };
}

const roleNames = { owner: "owner", writer: "read-write", reader: "read-only" } as const;

function accessTab({ chat }: ChatCall, room: ForumConversation): RoomInfoTabView {
  const grants = [...room.forum.roles].map(([person, role]) => ({
    user: userLink(chat, person),
    access: roleNames[role],
  }));
  return { name: "access", grants };
}

function thumb(call: ChatCall): VisitReply {
  const found = findRoom(call);
  if (found.reply) return found.reply;
  const { room } = found;
  const { chat, visitor, query } = call;
  const tags = room.forum.tags.map((tag) => {
    const name = slug(tag);
    return `<a class="tag" href="/?tab=all&amp;sort=active&amp;tag=${name}">${name}</a>`;
  });
  return jsonReply({
    id: numberOf(room.id),
    name: room.topic,
    description: descriptionHtml(chat, room),
    isFavorite: visitor ? isFollowed(call, visitor.person, room.id) : false,
    usage: query["showUsage"] === "true" ? usage(room) : null,
    tags: tags.join(" "),
  });
}

function usage(room: ForumConversation): string {
  let stars = 0;
  for (const id of room.forum.marked) {
    const message = room.messages.get(id);
    stars += message ? starsOf(message) : 0;
  }
  return `<p>${room.messages.size + room.forum.earlier.messages} messages, ${stars} stars</p>`;
}

function isFollowed({ chat }: ChatCall, person: PersonId, room: ConversationId): boolean {
  return chat.state.followed.get(person)?.has(room) ?? false;
}

/** Toggles; the page of favourites lists them. */
function favorite(call: MemberCall): VisitReply {
  const found = roomById(call, roomId(call.form["roomId"]));
  if (found.reply) return found.reply;
  const by = call.visitor.person;
  const conversation = found.room.id;
  const order = { type: "followForum", by, conversation } as const;
  const isNow = isFollowed(call, by, conversation);
  const { refusal } = call.chat.space.execute({ ...order, isFollowed: !isNow });
  return refusal ? refuse(call, refusalOf(refusal)) : ok;
}

export const roomCodecs = {
  Chat_ShowHome: home,
  Chat_ListRooms: list,
  Chat_ShowRoom: show,
  Chat_ShowRoomInfo: info,
  Chat_GetRoomThumb: thumb,
  Chat_FavoriteRoom: byMember(favorite),
} satisfies Record<string, ChatCodec>;
