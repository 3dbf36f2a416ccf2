// Rules of rooms: their pages and thumbs, and how they are made, changed, frozen and deleted.

import type { Rule } from "../../contract.ts";
import type { roomOperations } from "../rooms.ts";

const moderation = "JamesSOBot: CHAT_API.md; samliew/chatexchange: client (reference 1.17)";

export const roomRules = {
  Chat_ShowHome: [
    {
      id: "home.cookie",
      says: "The home page sets `sechatusr`, or `chatusr` on the hosts other than chat.stackexchange.com.",
      evidence: "documented",
      source: "samliew/chatexchange; OakBot (reference 1.1)",
    },
  ],
  Chat_ListRooms: [
    {
      id: "rooms.list",
      says: "The page of rooms answers 200, with links to `/rooms/<id>`.",
      evidence: "documented",
      source: "OakBot: room page captures",
    },
  ],
  Chat_ShowRoom: [
    {
      id: "room.present",
      says: "Those who are in the room are JSON in the attribute `data-users` of `div.js-present`, each with `id` and `name`.",
      evidence: "specified",
      source: "ChatExchange: browser.py, `get_current_users_in_room`",
    },
    {
      id: "room.fkey",
      says: "The page has the key in `#fkey`.",
      evidence: "documented",
      source: "OakBot: room page captures (reference 1.15)",
    },
    {
      id: "room.input",
      says: "The page has a `textarea` with the id `input` where the caller may write, and only there.",
      evidence: "documented",
      source: "OakBot: room page captures (reference 1.15)",
    },
    {
      id: "room.unknown",
      says: "The page of a room that does not exist answers 404.",
      evidence: "documented",
      source: "OakBot (reference 1.15)",
    },
  ],
  Chat_ShowRoomInfo: [
    {
      id: "room-info.name",
      says: "The first `h1` is the name of the room.",
      evidence: "specified",
      source: "ChatExchange: browser.py, `get_room_info`",
    },
    {
      id: "room-info.card",
      says: "In `.roomcard-xxl` the first `p` is the description and each `.tag` a tag.",
      evidence: "specified",
      source: "ChatExchange: browser.py, `get_room_info`",
    },
    {
      id: "room-info.counts",
      says: "`.room-message-count-xxl` and `.room-user-count-xxl` are plain whole numbers.",
      evidence: "specified",
      source: "ChatExchange: browser.py, `get_room_info`",
    },
    {
      id: "room-info.owners",
      says: "Each `#room-ownercards .usercard` has a link to `/users/<id>/<slug>` first.",
      evidence: "specified",
      source: "ChatExchange: browser.py, `get_room_info`; test_rooms.py",
    },
    {
      id: "room-info.owner-names",
      says: "The first link of a card has the name as text.",
      evidence: "assumed",
      source:
        "assumed: the service has its avatar there, so that names come out empty (reference 1.14)",
    },
  ],
  Chat_GetRoomThumb: [
    {
      id: "room-thumb.fields",
      says: "A thumb has id, name, description, isFavorite, usage and tags as HTML.",
      evidence: "documented",
      source: "JamesSOBot: CHAT_API.md; OakBot: response samples (reference 1.17)",
    },
  ],
  Chat_FavoriteRoom: [
    {
      id: "favorites.set",
      says: "A room can be made a favourite, and is one no more when it is asked for again.",
      evidence: "assumed",
      source: "assumed: the path is documented, the answer is not (reference 1.17)",
    },
  ],
  Chat_MoveMessages: [
    {
      id: "move.count",
      says: "Moving messages answers with how many were moved.",
      evidence: "documented",
      source: moderation,
    },
    {
      id: "move.events",
      says: "A move is told as events 19 in the source, then 20 in the target, each followed by a message of the system.",
      evidence: "documented",
      source: "OakBot wiki: Example WebSocket Messages (reference 2.3)",
    },
  ],
  Chat_DeleteMessages: [
    {
      id: "delete-many.ok",
      says: "An owner can take away several messages at once.",
      evidence: "documented",
      source: moderation,
    },
  ],
  Chat_SaveRoom: [
    {
      id: "room.save",
      says: "Saving a room answers 302 to `/rooms/info/<id>`.",
      evidence: "documented",
      source: moderation,
    },
    {
      id: "room.changed-event",
      says: "A new name, description or tags are told as event 5.",
      evidence: "documented",
      source: "ChatExchange: events.py; OakBot wiki (reference 2.4)",
    },
  ],
  Chat_Timeout: [
    {
      id: "room.timeout",
      says: "An owner can put a room into a timeout.",
      evidence: "documented",
      source: moderation,
    },
  ],
  Chat_SetFrozen: [
    {
      id: "room.frozen",
      says: "In a frozen room a new message is refused with `The room has been frozen; new messages cannot be added`.",
      evidence: "documented",
      source: "OakBot: response samples (reference 1.8)",
    },
    {
      id: "room.frozen-status",
      says: "That refusal has the status 403, and 409 when strict.",
      evidence: "assumed",
      source: "assumed: the words are documented, the status is not (reference 1.8)",
    },
  ],
  Chat_SetDeleted: [
    {
      id: "room.deleted",
      says: "A deleted room is unknown to all but moderators.",
      evidence: "documented",
      source: moderation,
    },
  ],
  Chat_StartConversation: [
    {
      id: "conversation.title",
      says: "A stretch of what was said in a room is given a title, and the answer leads to a page of the room.",
      evidence: "assumed",
      source: "assumed: the path is documented, the answer is not (reference 1.17)",
    },
  ],
} as const satisfies Record<keyof typeof roomOperations, readonly Rule[]>;
