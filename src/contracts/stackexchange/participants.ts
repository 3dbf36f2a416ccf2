// Who is in a room and what he may do there: favourites, leaving, kicking, access, invitations.

import type { Definitions, Operation } from "../contract.ts";
import { formKey, formNumber, formText, moment, userId } from "./identifiers.ts";

export const participantDefinitions = {
  /** `[user id, name, last seen, last post]`, with exactly four items: clients take them apart by place. */
  Pingable: {
    type: "array",
    items: [userId, { type: "string" }, moment, moment],
    minItems: 4,
    maxItems: 4,
    additionalItems: false,
  },
  PingableList: { type: "array", items: { $ref: "#/$defs/Pingable" } },
  QuietForm: {
    type: "object",
    properties: { quiet: formText, immediate: formText, fkey: formKey },
    required: ["fkey"],
  },
  KickForm: {
    type: "object",
    properties: { userID: formNumber, fkey: formKey },
    required: ["userID", "fkey"],
  },
  SetAccessForm: {
    type: "object",
    properties: {
      aclUserId: formNumber,
      userAccess: { enum: ["remove", "read-only", "read-write", "owner"] },
      fkey: formKey,
    },
    required: ["aclUserId", "userAccess", "fkey"],
  },
  RequestAccessForm: {
    type: "object",
    properties: { roomId: formNumber, fkey: formKey },
    required: ["fkey"],
  },
  InviteForm: {
    type: "object",
    properties: { UserId: formNumber, RoomId: formNumber, fkey: formKey },
    required: ["UserId", "RoomId", "fkey"],
  },
} as const satisfies Definitions;

const byKey = { method: "POST", auth: "session", formKey: true } as const;
const outcome = { status: 200, model: "Outcome" } as const;

export const participantOperations = {
  Chat_ShowFavorites: {
    method: "GET",
    path: "/chats/join/favorite",
    auth: "anyone",
    success: { status: 200, mediaType: "text/html" },
  },
  Chat_JoinFavorites: {
    ...byKey,
    path: "/chats/join/favorite",
    body: { model: "QuietForm", isRequired: true, encoding: "form" },
    success: outcome,
  },
  /** `all` is a room as well. */
  Chat_Leave: {
    ...byKey,
    path: "/chats/leave/{room}",
    body: { model: "QuietForm", isRequired: true, encoding: "form" },
    success: outcome,
  },
  Chat_ListPingable: {
    method: "GET",
    path: "/rooms/pingable/{room}",
    auth: "anyone",
    success: { status: 200, model: "PingableList" },
  },
  Chat_Kick: {
    ...byKey,
    path: "/rooms/kickmute/{room}",
    body: { model: "KickForm", isRequired: true, encoding: "form" },
    success: outcome,
  },
  Chat_SetAccess: {
    ...byKey,
    path: "/rooms/setuseraccess/{room}",
    body: { model: "SetAccessForm", isRequired: true, encoding: "form" },
    success: outcome,
  },
  Chat_RequestAccess: {
    ...byKey,
    path: "/rooms/requestaccess",
    body: { model: "RequestAccessForm", isRequired: true, encoding: "form" },
    success: outcome,
  },
  Chat_Invite: {
    ...byKey,
    path: "/users/invite",
    body: { model: "InviteForm", isRequired: true, encoding: "form" },
    success: outcome,
  },
} as const satisfies Record<string, Operation>;
