// Rooms: their pages, their thumbs, and how they are made, changed, frozen and deleted.

import type { Definitions, Operation } from "../contract.ts";
import { count, formKey, formNumber, formText, roomId } from "./identifiers.ts";

export const roomDefinitions = {
  RoomThumb: {
    type: "object",
    properties: {
      id: roomId,
      name: { type: "string" },
      description: { type: "string" },
      isFavorite: { type: "boolean" },
      /** HTML, where it was asked for. */
      usage: { type: ["string", "null"] },
      /** HTML: an `a.tag` for each. */
      tags: { type: "string" },
    },
    required: ["id", "name", "description", "isFavorite", "usage", "tags"],
  },
  FavoriteRoomForm: {
    type: "object",
    properties: { roomId: formNumber, fkey: formKey },
    required: ["roomId", "fkey"],
  },
  MoveMessagesForm: {
    type: "object",
    properties: { ids: formText, to: formNumber, fkey: formKey },
    required: ["ids", "to", "fkey"],
  },
  DeleteMessagesForm: {
    type: "object",
    properties: { ids: formText, fkey: formKey },
    required: ["ids", "fkey"],
  },
  /** How many messages were moved. */
  MovedCount: count,
  SaveRoomForm: {
    type: "object",
    properties: {
      roomId: formNumber,
      host: formText,
      name: formText,
      description: formText,
      tags: formText,
      defaultAccess: formText,
      fkey: formKey,
    },
    required: ["name", "fkey"],
  },
  TimeoutForm: {
    type: "object",
    properties: { duration: formNumber, reason: formText, fkey: formKey },
    required: ["fkey"],
  },
  SetFrozenForm: {
    type: "object",
    properties: { freeze: formText, fkey: formKey },
    required: ["fkey"],
  },
  SetDeletedForm: {
    type: "object",
    properties: { deleted: formText, fkey: formKey },
    required: ["fkey"],
  },
  StartConversationForm: {
    type: "object",
    properties: {
      roomId: formNumber,
      title: formText,
      firstMessageId: formNumber,
      lastMessageId: formNumber,
      fkey: formKey,
    },
    required: ["roomId", "firstMessageId", "lastMessageId", "fkey"],
  },
} as const satisfies Definitions;

const byKey = { method: "POST", auth: "session", formKey: true } as const;
const outcome = { status: 200, model: "Outcome" } as const;
const page = { status: 200, mediaType: "text/html" } as const;
const elsewhere = { status: 302, hasLocation: true } as const;

export const roomOperations = {
  Chat_ShowHome: { method: "GET", path: "/", auth: "anyone", success: page },
  Chat_ListRooms: { method: "GET", path: "/rooms", auth: "anyone", success: page },
  Chat_ShowRoom: {
    method: "GET",
    path: "/rooms/{room}",
    alsoAt: ["/rooms/{room}/{slug}"],
    auth: "anyone",
    success: page,
  },
  Chat_ShowRoomInfo: {
    method: "GET",
    path: "/rooms/info/{room}",
    alsoAt: ["/rooms/info/{room}/{slug}"],
    auth: "anyone",
    query: { tab: { type: "string" }, users: { type: "string" } },
    success: page,
  },
  Chat_GetRoomThumb: {
    method: "GET",
    path: "/rooms/thumbs/{room}",
    auth: "anyone",
    query: { showUsage: { type: "string" } },
    success: { status: 200, model: "RoomThumb" },
  },
  Chat_FavoriteRoom: {
    ...byKey,
    path: "/rooms/favorite",
    body: { model: "FavoriteRoomForm", isRequired: true, encoding: "form" },
    success: outcome,
  },
  Chat_MoveMessages: {
    ...byKey,
    path: "/admin/movePosts/{room}",
    body: { model: "MoveMessagesForm", isRequired: true, encoding: "form" },
    success: { status: 200, model: "MovedCount" },
  },
  Chat_DeleteMessages: {
    ...byKey,
    path: "/admin/deletePosts/{room}",
    body: { model: "DeleteMessagesForm", isRequired: true, encoding: "form" },
    success: outcome,
  },
  /** Also makes a room, when it names none. */
  Chat_SaveRoom: {
    ...byKey,
    path: "/rooms/save",
    body: { model: "SaveRoomForm", isRequired: true, encoding: "form" },
    success: elsewhere,
  },
  Chat_Timeout: {
    ...byKey,
    path: "/rooms/timeout/{room}",
    body: { model: "TimeoutForm", isRequired: true, encoding: "form" },
    success: outcome,
  },
  Chat_SetFrozen: {
    ...byKey,
    path: "/rooms/setfrozen/{room}",
    body: { model: "SetFrozenForm", isRequired: true, encoding: "form" },
    success: outcome,
  },
  Chat_SetDeleted: {
    ...byKey,
    path: "/rooms/setdeleted/{room}",
    body: { model: "SetDeletedForm", isRequired: true, encoding: "form" },
    success: outcome,
  },
  Chat_StartConversation: {
    ...byKey,
    path: "/conversation/new",
    body: { model: "StartConversationForm", isRequired: true, encoding: "form" },
    success: elsewhere,
  },
} as const satisfies Record<string, Operation>;
