// People as pages and thumbs show them.

import type { Definitions, Operation } from "../contract.ts";
import { formKey, formNumber, formText, moment, userId } from "./identifiers.ts";

const profile = {
  id: userId,
  name: { type: "string" },
  /** An MD5, or `!` and the address of an image. */
  email_hash: { type: "string" },
  reputation: { type: "integer" },
  is_moderator: { type: ["boolean", "null"] },
  is_owner: { type: ["boolean", "null"] },
  last_post: { type: ["integer", "null"] },
  last_seen: { type: ["integer", "null"] },
} as const;

export const userDefinitions = {
  UserInfo: {
    type: "object",
    properties: profile,
    required: ["id", "name", "email_hash", "reputation", "is_moderator", "is_owner"],
  },
  UserInfoList: {
    type: "object",
    properties: { users: { type: "array", items: { $ref: "#/$defs/UserInfo" } } },
    required: ["users"],
  },
  UserInfoForm: {
    type: "object",
    properties: { ids: formText, roomId: formNumber, fkey: formKey },
    required: ["ids"],
  },
  UserThumb: {
    type: "object",
    properties: { ...profile, usage: { type: ["string", "null"] } },
    required: ["id", "name"],
  },
  FoundUser: {
    type: "object",
    properties: profile,
    required: ["id", "name"],
  },
  FoundUserList: { type: "array", items: { $ref: "#/$defs/FoundUser" } },
  /** One of those who are in a room now, as the page of the room has it in `data-users`. */
  PresentUser: {
    type: "object",
    properties: { ...profile, last_post: moment },
    required: ["id", "name"],
  },
} as const satisfies Definitions;

export const userOperations = {
  Chat_ShowUser: {
    method: "GET",
    path: "/users/{user}",
    alsoAt: ["/users/{user}/{slug}"],
    auth: "anyone",
    success: { status: 200, mediaType: "text/html" },
  },
  Chat_GetUsers: {
    method: "POST",
    path: "/user/info",
    auth: "anyone",
    body: { model: "UserInfoForm", isRequired: true, encoding: "form" },
    success: { status: 200, model: "UserInfoList" },
  },
  Chat_GetUserThumb: {
    method: "GET",
    path: "/users/thumbs/{user}",
    auth: "anyone",
    query: { showUsage: { type: "string" } },
    success: { status: 200, model: "UserThumb" },
  },
  Chat_SearchUsers: {
    method: "GET",
    path: "/users/search",
    auth: "anyone",
    query: { q: { type: "string" }, limit: { type: "integer", minimum: 0, maximum: 1000 } },
    success: { status: 200, model: "FoundUserList" },
  },
} as const satisfies Record<string, Operation>;
