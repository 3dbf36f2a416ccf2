// Messages: send, list, read, edit and delete.

import type { Definitions, Operation } from "../contract.ts";
import { pageSize, startTime, syncState } from "./identifiers.ts";

const metadata = { type: ["object", "null"], additionalProperties: { type: "string" } } as const;

export const messageDefinitions = {
  SendChatMessageRequest: {
    type: "object",
    properties: {
      content: { type: "string" },
      senderDisplayName: { type: ["string", "null"] },
      type: { enum: ["text", "html", null] },
      metadata,
    },
    required: ["content"],
  },
  UpdateChatMessageRequest: {
    type: "object",
    properties: {
      content: { type: ["string", "null"] },
      metadata,
    },
  },
  SendChatMessageResult: {
    type: "object",
    properties: { id: { type: "string" } },
    required: ["id"],
  },
  ChatAttachment: {
    type: "object",
    properties: {
      id: { type: "string" },
      attachmentType: { enum: ["image", "file"] },
      name: { type: ["string", "null"] },
      url: { type: ["string", "null"] },
      previewUrl: { type: ["string", "null"] },
    },
    required: ["id", "attachmentType"],
  },
  ChatMessageContent: {
    type: "object",
    properties: {
      message: { type: "string" },
      topic: { type: "string" },
      participants: { type: "array", items: { $ref: "#/$defs/ChatParticipant" } },
      attachments: { type: "array", items: { $ref: "#/$defs/ChatAttachment" } },
      initiatorCommunicationIdentifier: { $ref: "#/$defs/CommunicationIdentifierModel" },
    },
  },
  ChatMessage: {
    type: "object",
    properties: {
      id: { type: "string", pattern: "^[0-9]+$" },
      type: { enum: ["text", "html", "topicUpdated", "participantAdded", "participantRemoved"] },
      sequenceId: { type: "string", pattern: "^[0-9]+$" },
      version: { type: "string", pattern: "^[0-9]+$" },
      content: { $ref: "#/$defs/ChatMessageContent" },
      senderDisplayName: { type: "string" },
      createdOn: { type: "string", format: "date-time" },
      senderCommunicationIdentifier: { $ref: "#/$defs/CommunicationIdentifierModel" },
      deletedOn: { type: "string", format: "date-time" },
      editedOn: { type: "string", format: "date-time" },
      metadata: { $ref: "#/$defs/Metadata" },
    },
    required: ["id", "type", "sequenceId", "version", "createdOn"],
  },
  ChatMessagesCollection: {
    type: "object",
    properties: {
      value: { type: "array", items: { $ref: "#/$defs/ChatMessage" } },
      nextLink: { type: "string" },
    },
    required: ["value"],
  },
} as const satisfies Definitions;

export const messageOperations = {
  ChatThread_SendChatMessage: {
    method: "POST",
    path: "/chat/threads/{chatThreadId}/messages",
    auth: "token",
    body: { model: "SendChatMessageRequest", isRequired: true },
    success: { status: 201, model: "SendChatMessageResult", hasLocation: true },
  },
  ChatThread_ListChatMessages: {
    method: "GET",
    path: "/chat/threads/{chatThreadId}/messages",
    auth: "token",
    query: { maxPageSize: pageSize, startTime, syncState },
    success: { status: 200, model: "ChatMessagesCollection" },
  },
  ChatThread_GetChatMessage: {
    method: "GET",
    path: "/chat/threads/{chatThreadId}/messages/{chatMessageId}",
    auth: "token",
    success: { status: 200, model: "ChatMessage" },
  },
  ChatThread_UpdateChatMessage: {
    method: "PATCH",
    path: "/chat/threads/{chatThreadId}/messages/{chatMessageId}",
    auth: "token",
    body: { model: "UpdateChatMessageRequest", isRequired: true },
    success: { status: 204 },
  },
  ChatThread_DeleteChatMessage: {
    method: "DELETE",
    path: "/chat/threads/{chatThreadId}/messages/{chatMessageId}",
    auth: "token",
    success: { status: 204 },
  },
} as const satisfies Record<string, Operation>;
