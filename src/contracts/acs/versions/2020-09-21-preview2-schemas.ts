// The schemas of the first version: members, string contents and statuses.

import type { Definitions } from "../../contract.ts";

const dateTime = { type: "string", format: "date-time" } as const;
const text = { type: "string" } as const;
const memberList = {
  type: "array",
  items: { $ref: "#/$defs/ChatParticipantRequest" },
} as const;
export const preview2Definitions: Definitions = {
  CreateChatThreadRequest: {
    type: "object",
    properties: { topic: text, members: memberList },
    required: ["topic", "members"],
  },
  AddChatParticipantsRequest: {
    type: "object",
    properties: { members: memberList },
    required: ["members"],
  },
  SendChatMessageRequest: {
    type: "object",
    properties: {
      content: text,
      priority: { enum: ["Normal", "High", null] },
      senderDisplayName: { type: ["string", "null"] },
    },
    required: ["content"],
  },
  UpdateChatMessageRequest: {
    type: "object",
    properties: {
      content: { type: ["string", "null"] },
      priority: { enum: ["Normal", "High", null] },
    },
  },
  MultiStatusResponse: {
    type: "object",
    properties: {
      multipleStatus: {
        type: "array",
        items: {
          type: "object",
          properties: {
            id: text,
            statusCode: { type: "integer" },
            message: text,
            type: { enum: ["ThreadMember", "Thread"] },
          },
          required: ["id", "statusCode", "type"],
        },
      },
    },
    required: ["multipleStatus"],
  },
  ChatThreadItem: {
    type: "object",
    properties: {
      id: text,
      topic: text,
      isDeleted: { type: "boolean" },
      lastMessageReceivedOn: dateTime,
    },
    required: ["id", "topic", "isDeleted"],
  },
  ChatThreadProperties: {
    type: "object",
    properties: {
      id: text,
      topic: text,
      createdOn: dateTime,
      createdBy: text,
      members: { type: "array", items: { $ref: "#/$defs/ChatParticipant" } },
    },
    required: ["id", "topic", "createdOn", "createdBy", "members"],
  },
  ChatMessage: {
    type: "object",
    properties: {
      id: text,
      type: {
        enum: [
          "Text",
          "ThreadActivity/TopicUpdate",
          "ThreadActivity/AddMember",
          "ThreadActivity/DeleteMember",
        ],
      },
      priority: { enum: ["Normal", "High"] },
      version: text,
      content: text,
      senderDisplayName: text,
      createdOn: dateTime,
      senderId: text,
      deletedOn: dateTime,
      editedOn: dateTime,
    },
    required: ["id", "type", "priority", "version", "content", "createdOn", "senderId"],
  },
  ErrorResponse: {
    type: "object",
    properties: { code: text, message: text, target: text, innerErrors: { type: "array" } },
    required: ["code"],
  },
};
