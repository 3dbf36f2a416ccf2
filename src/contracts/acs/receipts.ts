// Read receipts: send and list.

import type { Definitions, Operation } from "../contract.ts";
import { pageSize, skipCount } from "./identifiers.ts";

export const receiptDefinitions = {
  SendReadReceiptRequest: {
    type: "object",
    properties: { chatMessageId: { type: "string" } },
    required: ["chatMessageId"],
  },
  ChatMessageReadReceipt: {
    type: "object",
    properties: {
      senderCommunicationIdentifier: { $ref: "#/$defs/CommunicationIdentifierModel" },
      chatMessageId: { type: "string" },
      readOn: { type: "string", format: "date-time" },
    },
    required: ["senderCommunicationIdentifier", "chatMessageId", "readOn"],
  },
  ChatMessageReadReceiptsCollection: {
    type: "object",
    properties: {
      value: { type: "array", items: { $ref: "#/$defs/ChatMessageReadReceipt" } },
      nextLink: { type: "string" },
    },
    required: ["value"],
  },
} as const satisfies Definitions;

export const receiptOperations = {
  ChatThread_ListChatReadReceipts: {
    method: "GET",
    path: "/chat/threads/{chatThreadId}/readReceipts",
    auth: "token",
    query: { maxPageSize: pageSize, skip: skipCount },
    success: { status: 200, model: "ChatMessageReadReceiptsCollection" },
  },
  ChatThread_SendChatReadReceipt: {
    method: "POST",
    path: "/chat/threads/{chatThreadId}/readReceipts",
    auth: "token",
    body: { model: "SendReadReceiptRequest", isRequired: true },
    success: { status: 200 },
  },
} as const satisfies Record<string, Operation>;
