// Rules of what happens in rooms: how events are listed, polled and listened for, and what each says.

import type { Rule } from "../../contract.ts";
import type { realtimeOperations } from "../realtime.ts";

const wiki = "OakBot wiki: Example WebSocket Messages";
const api = "JamesSOBot: CHAT_API.md; OakBot (reference 1.5)";

/** What every event keeps, however it is told. */
const events: readonly Rule[] = [
  {
    id: "events.fields",
    says: "Every event has event_type, id and time_stamp, with room_id also room_name, with user_id also user_name.",
    evidence: "specified",
    source: "ChatExchange: events.py",
  },
  {
    id: "events.message-id",
    says: "Events about messages have message_id.",
    evidence: "specified",
    source: "ChatExchange: events.py, `MessageEvent`",
  },
  {
    id: "events.whole-message",
    says: "An event about a message says all that holds of it now: content, edits, stars, pins and what it replies to, each only where there is something to say.",
    evidence: "specified",
    source: "ChatExchange: events.py takes for gone what is left out",
  },
  {
    id: "events.posted",
    says: "A new message is event 1, of its author.",
    evidence: "specified",
    source: "ChatExchange: events.py and test_client.py",
  },
  {
    id: "events.edited",
    says: "An edit is event 2 with `message_edits` of at least 1.",
    evidence: "specified",
    source: "ChatExchange: events.py and test_rooms.py",
  },
  {
    id: "events.deleted",
    says: "A deletion is event 10 without content.",
    evidence: "documented",
    source: `${wiki} (reference 2.4)`,
  },
  {
    id: "events.reply",
    says: "A reply is also event 18 for the author of what it replies to, himself included.",
    evidence: "specified",
    source: "ChatExchange: test_client.py, `test_se_message_echo`",
  },
  {
    id: "events.mention",
    says: "A message that names somebody is also event 8 for him, and not if he is its author.",
    evidence: "documented",
    source: `${wiki} (reference 2.4)`,
  },
  {
    id: "events.personal",
    says: "The events 8 and 18 are told to the one that they are for, who is their target_user_id, and to nobody else.",
    evidence: "documented",
    source: `${wiki} (reference 2.4)`,
  },
  {
    id: "events.personal-first",
    says: "The personal event comes before the public one of the same message, with ids that follow each other.",
    evidence: "documented",
    source: `${wiki} (reference 2.3)`,
  },
  {
    id: "events.entered",
    says: "Somebody who comes is event 3, with his id as user_id and as target_user_id.",
    evidence: "documented",
    source: `${wiki} (reference 2.4)`,
  },
  {
    id: "events.counter",
    says: "Ids of events come from one counter of the chat host, which only grows.",
    evidence: "documented",
    source: `${wiki}; samliew/chatexchange (reference 2.2)`,
  },
];

const list: readonly Rule[] = [
  {
    id: "join.time",
    says: "`time` is the marker from which on events are new.",
    evidence: "specified",
    source: "ChatExchange: browser.py, `join_room`",
  },
  {
    id: "join.fields",
    says: "The answer has events, time, sync and ms.",
    evidence: "documented",
    source: api,
  },
  {
    id: "join.message-fields",
    says: "A listed message has event_type 1, time_stamp, content, user_id, user_name, room_id and message_id, and neither id nor room_name.",
    evidence: "documented",
    source: api,
  },
  {
    id: "join.oldest-first",
    says: "Listed messages stand from the oldest to the newest.",
    evidence: "documented",
    source: api,
  },
  {
    id: "join.count",
    says: "`msgCount` is how many messages are listed, the newest ones, 100 when it is left out, 0 included.",
    evidence: "documented",
    source: api,
  },
  {
    id: "join.count-max",
    says: "No more than 500 are listed.",
    evidence: "documented",
    source: api,
  },
  {
    id: "join.before",
    says: "With `before` only messages of smaller ids are listed.",
    evidence: "documented",
    source: api,
  },
  {
    id: "join.after",
    says: "With `after` only messages of that id and greater ones are listed.",
    evidence: "documented",
    source: api,
  },
  {
    id: "join.mode-case",
    says: "The letter case of `mode` does not matter.",
    evidence: "documented",
    source: api,
  },
  {
    id: "join.anonymous",
    says: "Anybody may list, with the key of a session without a login.",
    evidence: "documented",
    source: api,
  },
  {
    id: "join.presence",
    says: "Listing as somebody who is logged in brings him into the room.",
    evidence: "assumed",
    source: "assumed: presence follows the socket, the polls and what is posted (reference 1.5)",
  },
];

export const realtimeRules = {
  Chat_ListEvents: [...list, ...events],
  Chat_AuthorizeSocket: [
    {
      id: "socket.address",
      says: "The answer has the address of a socket as `url`, without a query.",
      evidence: "specified",
      source: "ChatExchange: browser.py appends `?l=` and the marker",
    },
    {
      id: "socket.address-form",
      says: "The address is `wss://chat.sockets.stackexchange.com/events/<room>/<32 hexadecimal digits>`.",
      evidence: "documented",
      source: "OakBot; JamesSOBot: CHAT_API.md (reference 1.6); the emulator names itself as host",
    },
    {
      id: "socket.origin",
      says: "A handshake without the Origin of the chat host fails.",
      evidence: "documented",
      source: "OakBot; JamesSOBot: CHAT_API.md (reference 2.1)",
    },
    {
      id: "socket.frames",
      says: "Each frame is a text of JSON: an object with `r<room>` for each room, as a poll answers.",
      evidence: "specified",
      source: "ChatExchange: browser.py, `RoomSocketWatcher`",
    },
    {
      id: "socket.same-events",
      says: "Socket and poll tell of the same events with the same ids.",
      evidence: "specified",
      source: "ChatExchange: test_client.py compares them",
    },
    {
      id: "socket.keep-alive",
      says: 'About every 15 seconds an idle socket gets `{"r<room>":{}}`.',
      evidence: "documented",
      source: "OakBot; samliew/chatexchange (reference 2.1)",
    },
  ],
  Chat_Poll: [
    {
      id: "poll.rooms",
      says: "The answer has one key `r<room>` for each that was asked for.",
      evidence: "specified",
      source: "ChatExchange: browser.py, `RoomPollingWatcher`",
    },
    {
      id: "poll.newer",
      says: "Only events with ids strictly greater than the given marker are told.",
      evidence: "documented",
      source: "the chat front-end; OakBot (reference 1.7)",
    },
    {
      id: "poll.once",
      says: "A poll with the marker of the one before never tells of an event again.",
      evidence: "specified",
      source: "ChatExchange: test_client.py asserts it",
    },
    {
      id: "poll.marker",
      says: "`t` is the id of the newest event of the host and `d` how much that is more than the marker before.",
      evidence: "documented",
      source: `${wiki} (reference 2.2)`,
    },
    {
      id: "poll.nothing",
      says: "A room without anything new has no `e`, and is empty when nothing happened anywhere.",
      evidence: "documented",
      source: "the chat front-end; OakBot (reference 1.7)",
    },
    {
      id: "poll.personal",
      says: "Polls tell the caller also of what is for him alone.",
      evidence: "specified",
      source: "ChatExchange: test_client.py waits for event 18 on both ways",
    },
  ],
} as const satisfies Record<keyof typeof realtimeOperations, readonly Rule[]>;
