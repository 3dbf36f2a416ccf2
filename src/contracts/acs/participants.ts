// Participants: list, add and remove.

import type { Definitions, Operation } from "../contract.ts";
import { pageSize, skipCount } from "./identifiers.ts";

export const participantDefinitions = {
  ChatParticipantRequest: {
    type: "object",
    properties: {
      communicationIdentifier: { $ref: "#/$defs/CommunicationIdentifierModel" },
      displayName: { type: ["string", "null"] },
      shareHistoryTime: { type: ["string", "null"], format: "date-time" },
      metadata: { type: ["object", "null"], additionalProperties: { type: "string" } },
    },
    required: ["communicationIdentifier"],
  },
  ChatParticipant: {
    type: "object",
    properties: {
      communicationIdentifier: { $ref: "#/$defs/CommunicationIdentifierModel" },
      displayName: { type: "string" },
      shareHistoryTime: { type: "string", format: "date-time" },
      metadata: { $ref: "#/$defs/Metadata" },
    },
    required: ["communicationIdentifier"],
  },
  ChatParticipantsCollection: {
    type: "object",
    properties: {
      value: { type: "array", items: { $ref: "#/$defs/ChatParticipant" } },
      nextLink: { type: "string" },
    },
    required: ["value"],
  },
  AddChatParticipantsRequest: {
    type: "object",
    properties: {
      participants: {
        type: "array",
        items: { $ref: "#/$defs/ChatParticipantRequest" },
      },
    },
    required: ["participants"],
  },
  AddChatParticipantsResult: {
    type: "object",
    properties: {
      invalidParticipants: { type: "array", items: { $ref: "#/$defs/ChatError" } },
    },
  },
} as const satisfies Definitions;

export const participantOperations = {
  ChatThread_ListChatParticipants: {
    method: "GET",
    path: "/chat/threads/{chatThreadId}/participants",
    auth: "token",
    query: { maxPageSize: pageSize, skip: skipCount },
    success: { status: 200, model: "ChatParticipantsCollection" },
  },
  ChatThread_AddChatParticipants: {
    method: "POST",
    path: "/chat/threads/{chatThreadId}/participants/:add",
    auth: "token",
    body: { model: "AddChatParticipantsRequest", isRequired: true },
    success: { status: 201, model: "AddChatParticipantsResult" },
  },
  ChatThread_RemoveChatParticipant: {
    method: "POST",
    path: "/chat/threads/{chatThreadId}/participants/:remove",
    auth: "token",
    body: { model: "CommunicationIdentifierModel", isRequired: true },
    success: { status: 204 },
  },
} as const satisfies Record<string, Operation>;
