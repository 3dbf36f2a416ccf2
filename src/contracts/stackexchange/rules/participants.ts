// Rules of who is in a room and may be called there: favourites, leaving, kicking, access, invitations.

import type { Rule } from "../../contract.ts";
import type { participantOperations } from "../participants.ts";

const moderation = "JamesSOBot: CHAT_API.md; samliew/chatexchange: client (reference 1.17)";

export const participantRules = {
  Chat_ShowFavorites: [
    {
      id: "fkey.on-favorites",
      says: "The first `input[name=fkey]` of the page has the key as value, without a login as well.",
      evidence: "specified",
      source: "ChatExchange: browser.py, `update_chat_fkey`",
    },
  ],
  Chat_JoinFavorites: [
    {
      id: "favorites.join",
      says: "Rejoining the favourites answers `ok`.",
      evidence: "documented",
      source: "the chat front-end sends `quiet` and `immediate` (reference 1.4)",
    },
  ],
  Chat_Leave: [
    {
      id: "leave.ok",
      says: "Leaving answers 200; the body is not read.",
      evidence: "specified",
      source: "ChatExchange: browser.py, `leave_room`",
    },
    {
      id: "leave.all",
      says: "The room `all` stands for every room that the caller is in.",
      evidence: "documented",
      source: "OakBot and SwiftChatSE (reference 1.5)",
    },
    {
      id: "leave.event",
      says: "Leaving is told as event 4.",
      evidence: "assumed",
      source: "assumed: presence follows the socket; when exactly is not known (reference 1.5)",
    },
  ],
  Chat_ListPingable: [
    {
      id: "pingable.tuples",
      says: "The answer is a list of `[id, name, last seen, last post]`, of exactly four items each.",
      evidence: "specified",
      source: "ChatExchange: rooms.py, `get_pingable_users`",
    },
    {
      id: "pingable.recent",
      says: "It names those who are in the room, or were within about fourteen days.",
      evidence: "documented",
      source: "OakBot wiki (reference 3)",
    },
    {
      id: "pingable.anonymous",
      says: "Without a login the list is empty.",
      evidence: "documented",
      source: "samliew/chatexchange (reference 1.16)",
    },
  ],
  Chat_Kick: [
    {
      id: "kick.ok",
      says: "An owner throws somebody out with his id as `userID`.",
      evidence: "documented",
      source: moderation,
    },
    {
      id: "kick.events",
      says: "A kick is told as the events 4 and 15 in one frame.",
      evidence: "documented",
      source: "OakBot wiki: Example WebSocket Messages (reference 2.3)",
    },
  ],
  Chat_SetAccess: [
    {
      id: "access.levels",
      says: "The access is one of `remove`, `read-only`, `read-write` and `owner`.",
      evidence: "documented",
      source: moderation,
    },
    {
      id: "access.event",
      says: "A change of access is told as event 15 with the content `Access now <level>`.",
      evidence: "documented",
      source: "OakBot wiki: Example WebSocket Messages (reference 2.4)",
    },
  ],
  Chat_RequestAccess: [
    {
      id: "access.request",
      says: "Access to a room can be asked for.",
      evidence: "documented",
      source: moderation,
    },
  ],
  Chat_Invite: [
    {
      id: "invite.event",
      says: "An invitation is told to the invited as event 17, with HTML as content.",
      evidence: "documented",
      source: "ChatExchange: events.py; OakBot wiki (reference 2.4)",
    },
  ],
} as const satisfies Record<keyof typeof participantOperations, readonly Rule[]>;
