// What happens in rooms: the events, how they are listed, polled and listened for.

import type { Definitions, Operation } from "../contract.ts";
import {
  count,
  formKey,
  formNumber,
  formText,
  messageId,
  moment,
  roomId,
  userId,
} from "./identifiers.ts";

/** The numbers of events by what they tell of. */
export const eventTypes = {
  messagePosted: 1,
  messageEdited: 2,
  userEntered: 3,
  userLeft: 4,
  roomChanged: 5,
  messageStarred: 6,
  debugMessage: 7,
  userMentioned: 8,
  messageFlagged: 9,
  messageDeleted: 10,
  fileAdded: 11,
  moderatorFlag: 12,
  settingsChanged: 13,
  globalNotification: 14,
  accessChanged: 15,
  userNotification: 16,
  invitation: 17,
  messageReply: 18,
  messageMovedOut: 19,
  messageMovedIn: 20,
  timeBreak: 21,
  feedTicker: 22,
  userSuspended: 29,
  userMerged: 30,
  userChanged: 34,
} as const;

/** What a message event says of its message: always all of it, or clients take it for gone. */
const messageState = {
  content: { type: "string" },
  message_id: messageId,
  parent_id: messageId,
  show_parent: { type: "boolean" },
  message_edits: count,
  message_stars: count,
  message_owner_stars: count,
  message_flags: count,
  message_starred: { type: "boolean" },
  message_owner_starred: { type: "boolean" },
  message_flagged: { type: "boolean" },
  moved: { type: "boolean" },
} as const;

export const realtimeDefinitions = {
  Event: {
    type: "object",
    properties: {
      event_type: { type: "integer", minimum: 1 },
      id: { type: "integer", minimum: 1 },
      time_stamp: moment,
      room_id: roomId,
      room_name: { type: "string" },
      user_id: userId,
      user_name: { type: "string" },
      target_user_id: userId,
      ...messageState,
    },
    required: ["event_type", "id", "time_stamp"],
    dependencies: { room_id: ["room_name"], user_id: ["user_name"] },
    if: {
      type: "object",
      properties: { event_type: { enum: [1, 2, 6, 8, 10, 18, 19, 20] } },
    },
    // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema.
    then: { type: "object", properties: { message_id: messageId }, required: ["message_id"] },
    else: {
      type: "object",
      if: { type: "object", properties: { event_type: { enum: [3, 4] } } },
      // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema.
      then: {
        type: "object",
        properties: { user_id: userId, user_name: { type: "string" } },
        required: ["user_id", "user_name"],
      },
    },
  },
  /** What one room is told: nothing new, how far the counter is, or events as well. */
  RoomNews: {
    type: "object",
    properties: {
      e: { type: "array", items: { $ref: "#/$defs/Event" } },
      t: { type: "integer", minimum: 0 },
      d: count,
      timeout: { type: "boolean" },
      ms: { type: "integer", minimum: 0 },
      reset: { type: "boolean" },
      exit: { type: "boolean" },
    },
    dependencies: { e: ["t", "d"], t: ["d"], d: ["t"] },
  },
  /** A frame of the socket, or the answer of a poll: `r1` for room 1, and so on. */
  EventFrame: { type: "object", additionalProperties: { $ref: "#/$defs/RoomNews" } },
  /** An item of a room's list: in the mode Messages a message without the id of an event, in the mode Events a whole event. */
  ListedEvent: {
    type: "object",
    properties: {
      event_type: { type: "integer", minimum: 1 },
      id: { type: "integer", minimum: 1 },
      time_stamp: moment,
      room_id: roomId,
      room_name: { type: "string" },
      user_id: userId,
      user_name: { type: "string" },
      target_user_id: userId,
      ...messageState,
    },
    required: ["event_type", "time_stamp", "room_id"],
    dependencies: { user_id: ["user_name"] },
    if: { type: "object", properties: { event_type: { const: 1 } } },
    // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema.
    then: { type: "object", properties: { message_id: messageId }, required: ["message_id"] },
  },
  EventList: {
    type: "object",
    properties: {
      events: { type: "array", items: { $ref: "#/$defs/ListedEvent" } },
      time: { type: "integer", minimum: 0 },
      sync: moment,
      ms: { type: "integer", minimum: 0 },
    },
    required: ["events", "time", "sync", "ms"],
  },
  ListEventsForm: {
    type: "object",
    properties: {
      mode: {
        type: "string",
        pattern: "^(?:[Mm][Ee][Ss][Ss][Aa][Gg][Ee][Ss]|[Ee][Vv][Ee][Nn][Tt][Ss])$",
      },
      msgCount: formNumber,
      since: formNumber,
      before: formNumber,
      after: formNumber,
      highlights: formText,
      fkey: formKey,
    },
    required: ["fkey"],
  },
  AuthorizeSocketForm: {
    type: "object",
    properties: { roomid: formNumber, fkey: formKey },
    required: ["roomid", "fkey"],
  },
  SocketAddress: {
    type: "object",
    properties: { url: { type: "string", pattern: "^wss?://[^?#]+$" } },
    required: ["url"],
  },
  /** Besides the key, `r1` with the last marker for room 1, and so on; `h1` for what concerns the caller alone. */
  PollForm: {
    type: "object",
    properties: { fkey: formKey },
    required: ["fkey"],
    additionalProperties: formText,
  },
} as const satisfies Definitions;

export const realtimeOperations = {
  Chat_ListEvents: {
    method: "POST",
    path: "/chats/{room}/events",
    auth: "anyone",
    formKey: true,
    body: { model: "ListEventsForm", isRequired: true, encoding: "form" },
    success: { status: 200, model: "EventList" },
  },
  Chat_AuthorizeSocket: {
    method: "POST",
    path: "/ws-auth",
    auth: "anyone",
    formKey: true,
    body: { model: "AuthorizeSocketForm", isRequired: true, encoding: "form" },
    success: { status: 200, model: "SocketAddress" },
  },
  Chat_Poll: {
    method: "POST",
    path: "/events",
    auth: "anyone",
    formKey: true,
    body: { model: "PollForm", isRequired: true, encoding: "form" },
    success: { status: 200, model: "EventFrame" },
  },
} as const satisfies Record<string, Operation>;
