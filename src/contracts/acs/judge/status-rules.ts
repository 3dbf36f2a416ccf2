// The rules of the ledger that say what a successful call answers with, by operation and status.

import type { IdentityOperation } from "../identity.ts";
import type { ChatOperation } from "../index.ts";
import type { realtimeOperations } from "../realtime.ts";

type AcsOperation = ChatOperation | IdentityOperation | keyof typeof realtimeOperations;

export const statusRules = {
  Chat_CreateChatThread: {
    201: "threads.create.answers-thread",
    207: "threads.create.multi-status",
  },
  ChatThread_UpdateChatThreadProperties: {
    204: "threads.update.no-content",
    200: "threads.update.ok",
  },
  Chat_DeleteChatThread: { 204: "threads.delete.no-content" },
  ChatThread_SendChatMessage: { 201: "messages.send.answers-id" },
  ChatThread_UpdateChatMessage: {
    204: "messages.update.no-content",
    200: "messages.update.ok",
  },
  ChatThread_DeleteChatMessage: { 204: "messages.delete.no-content" },
  ChatThread_AddChatParticipants: { 207: "participants.add.multi-status" },
  ChatThread_RemoveChatParticipant: { 204: "participants.remove.no-content" },
  ChatThread_SendTypingNotification: { 200: "typing.send.ok" },
  ChatThread_SendChatReadReceipt: { 200: "receipts.send.ok", 201: "receipts.send.created" },
  ChatThread_UploadChatImage: { 201: "images.upload.created" },
  ChatThread_GetChatImage: { 200: "images.get.bytes" },
  ChatThread_DeleteChatImage: { 204: "images.delete.no-content" },
  CommunicationIdentity_Create: {
    201: "identity.create.created",
    200: "identity.create.ok",
  },
  CommunicationIdentity_Delete: { 204: "identity.delete.no-content" },
  CommunicationIdentity_IssueAccessToken: { 200: "identity.issue.ok" },
  CommunicationIdentity_RevokeAccessTokens: { 204: "identity.revoke.no-content" },
  CommunicationIdentity_ExchangeTeamsUserAccessToken: { 200: "identity.exchange.ok" },
  Realtime_GetConfiguration: { 200: "realtime.configuration.ok" },
} as const satisfies Partial<Record<AcsOperation, Readonly<Record<number, string>>>>;

const byName: Readonly<Record<string, Readonly<Record<number, string>>>> = statusRules;

/** The rule that an answer with another status, or with a body where there is none, breaks. */
export function statusRule(operation: string, status: number): string {
  return byName[operation]?.[status] ?? `status.${operation}`;
}
