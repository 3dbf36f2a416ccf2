// The documented rate limits (service limits page): how many calls in how many seconds, counted for whom.

import type { IdentityOperation } from "./identity.ts";
import type { ChatOperation } from "./index.ts";

/** What a limit counts together. */
export type LimitScope = "user" | "thread" | "userAndThread" | "resource";

export interface RateLimit {
  readonly calls: number;
  readonly seconds: number;
  readonly per: LimitScope;
  /** Operations that count together. */
  readonly operations: readonly (ChatOperation | IdentityOperation)[];
}

const createOrDelete = ["Chat_CreateChatThread", "Chat_DeleteChatThread"] as const;
const changeMembers = [
  "ChatThread_AddChatParticipants",
  "ChatThread_RemoveChatParticipant",
] as const;
const readThreads = ["ChatThread_GetChatThreadProperties", "Chat_ListChatThreads"] as const;
const listMessages = ["ChatThread_ListChatMessages"] as const;
const writeMessages = [
  "ChatThread_SendChatMessage",
  "ChatThread_UpdateChatMessage",
  "ChatThread_DeleteChatMessage",
] as const;
const typing = ["ChatThread_SendTypingNotification"] as const;

export const rateLimits: readonly RateLimit[] = [
  { calls: 10, seconds: 10, per: "user", operations: createOrDelete },
  {
    calls: 5,
    seconds: 10,
    per: "thread",
    operations: ["ChatThread_UpdateChatThreadProperties"],
  },
  { calls: 10, seconds: 10, per: "thread", operations: changeMembers },
  { calls: 30, seconds: 60, per: "thread", operations: changeMembers },
  { calls: 50, seconds: 10, per: "user", operations: readThreads },
  { calls: 50, seconds: 10, per: "userAndThread", operations: ["ChatThread_GetChatMessage"] },
  { calls: 250, seconds: 10, per: "thread", operations: ["ChatThread_GetChatMessage"] },
  { calls: 50, seconds: 10, per: "userAndThread", operations: listMessages },
  { calls: 200, seconds: 60, per: "userAndThread", operations: listMessages },
  { calls: 250, seconds: 10, per: "thread", operations: listMessages },
  { calls: 400, seconds: 60, per: "thread", operations: listMessages },
  { calls: 5, seconds: 10, per: "userAndThread", operations: ["ChatThread_ListChatReadReceipts"] },
  { calls: 100, seconds: 10, per: "thread", operations: ["ChatThread_ListChatReadReceipts"] },
  { calls: 10, seconds: 10, per: "userAndThread", operations: ["ChatThread_ListChatParticipants"] },
  { calls: 250, seconds: 10, per: "thread", operations: ["ChatThread_ListChatParticipants"] },
  { calls: 10, seconds: 10, per: "thread", operations: writeMessages },
  { calls: 30, seconds: 60, per: "thread", operations: writeMessages },
  { calls: 10, seconds: 10, per: "userAndThread", operations: ["ChatThread_SendChatReadReceipt"] },
  { calls: 30, seconds: 60, per: "userAndThread", operations: ["ChatThread_SendChatReadReceipt"] },
  { calls: 5, seconds: 10, per: "userAndThread", operations: typing },
  { calls: 15, seconds: 60, per: "userAndThread", operations: typing },
  { calls: 10, seconds: 10, per: "thread", operations: typing },
  { calls: 30, seconds: 60, per: "thread", operations: typing },
  { calls: 1000, seconds: 30, per: "resource", operations: ["CommunicationIdentity_Create"] },
  { calls: 500, seconds: 30, per: "resource", operations: ["CommunicationIdentity_Delete"] },
  {
    calls: 1000,
    seconds: 30,
    per: "resource",
    operations: ["CommunicationIdentity_IssueAccessToken"],
  },
  {
    calls: 500,
    seconds: 30,
    per: "resource",
    operations: ["CommunicationIdentity_RevokeAccessTokens"],
  },
  {
    calls: 500,
    seconds: 30,
    per: "resource",
    operations: ["CommunicationIdentity_ExchangeTeamsUserAccessToken"],
  },
];
