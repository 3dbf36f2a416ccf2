// Threads: create, list, read, change and delete.

import type { Definitions, Operation } from "../contract.ts";
import { pageSize, startTime, syncState } from "./identifiers.ts";

export const threadDefinitions = {
  ChatRetentionPolicy: {
    oneOf: [
      { type: "object", properties: { kind: { const: "none" } }, required: ["kind"] },
      {
        type: "object",
        properties: {
          kind: { const: "threadCreationDate" },
          deleteThreadAfterDays: { type: "integer" },
        },
        required: ["kind", "deleteThreadAfterDays"],
      },
    ],
  },
  RetentionPolicyRequest: {
    type: ["object", "null"],
    properties: {
      kind: { enum: ["none", "threadCreationDate"] },
      deleteThreadAfterDays: { type: ["integer", "null"], minimum: 30, maximum: 90 },
    },
    required: ["kind"],
  },
  CreateChatThreadRequest: {
    type: "object",
    properties: {
      topic: { type: "string" },
      participants: {
        type: ["array", "null"],
        items: { $ref: "#/$defs/ChatParticipantRequest" },
      },
      metadata: { type: ["object", "null"], additionalProperties: { type: "string" } },
      retentionPolicy: { $ref: "#/$defs/RetentionPolicyRequest" },
    },
    required: ["topic"],
  },
  UpdateChatThreadRequest: {
    type: "object",
    properties: {
      topic: { type: ["string", "null"] },
      metadata: { type: ["object", "null"], additionalProperties: { type: "string" } },
      retentionPolicy: { $ref: "#/$defs/RetentionPolicyRequest" },
    },
  },
  ChatThreadProperties: {
    type: "object",
    properties: {
      id: { type: "string" },
      topic: { type: "string" },
      createdOn: { type: "string", format: "date-time" },
      createdByCommunicationIdentifier: { $ref: "#/$defs/CommunicationIdentifierModel" },
      deletedOn: { type: "string", format: "date-time" },
      metadata: { $ref: "#/$defs/Metadata" },
      retentionPolicy: { $ref: "#/$defs/ChatRetentionPolicy" },
    },
    required: ["id", "topic", "createdOn", "createdByCommunicationIdentifier"],
  },
  CreateChatThreadResult: {
    type: "object",
    properties: {
      chatThread: { $ref: "#/$defs/ChatThreadProperties" },
      invalidParticipants: { type: "array", items: { $ref: "#/$defs/ChatError" } },
    },
    required: ["chatThread"],
  },
  ChatThreadItem: {
    type: "object",
    properties: {
      id: { type: "string" },
      topic: { type: "string" },
      deletedOn: { type: "string", format: "date-time" },
      lastMessageReceivedOn: { type: "string", format: "date-time" },
    },
    required: ["id", "topic"],
  },
  ChatThreadsItemCollection: {
    type: "object",
    properties: {
      value: { type: "array", items: { $ref: "#/$defs/ChatThreadItem" } },
      nextLink: { type: "string" },
    },
    required: ["value"],
  },
} as const satisfies Definitions;

export const threadOperations = {
  Chat_CreateChatThread: {
    method: "POST",
    path: "/chat/threads",
    auth: "token",
    body: { model: "CreateChatThreadRequest", isRequired: true },
    repeatabilityHeader: "repeatability-request-id",
    success: { status: 201, model: "CreateChatThreadResult", hasLocation: true },
  },
  Chat_ListChatThreads: {
    method: "GET",
    path: "/chat/threads",
    auth: "token",
    query: { maxPageSize: pageSize, startTime, syncState },
    success: { status: 200, model: "ChatThreadsItemCollection" },
  },
  ChatThread_GetChatThreadProperties: {
    method: "GET",
    path: "/chat/threads/{chatThreadId}",
    auth: "token",
    success: { status: 200, model: "ChatThreadProperties" },
  },
  ChatThread_UpdateChatThreadProperties: {
    method: "PATCH",
    path: "/chat/threads/{chatThreadId}",
    auth: "token",
    body: { model: "UpdateChatThreadRequest", isRequired: true },
    success: { status: 204 },
  },
  Chat_DeleteChatThread: {
    method: "DELETE",
    path: "/chat/threads/{chatThreadId}",
    auth: "token",
    success: { status: 204 },
  },
} as const satisfies Record<string, Operation>;
