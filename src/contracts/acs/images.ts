// Images of a thread, which only 2024-06-05-preview has: upload, view and delete.

import type { Definitions, Operation } from "../contract.ts";

const only = ["2024-06-05-preview"] as const;

export const imageDefinitions = {
  UploadChatImageResult: {
    type: "object",
    properties: {
      id: { type: "string" },
      attachmentType: { enum: ["image", "file"] },
      name: { type: "string" },
    },
    required: ["id"],
  },
} as const satisfies Definitions;

export const imageOperations = {
  ChatThread_UploadChatImage: {
    method: "POST",
    path: "/chat/threads/{chatThreadId}/images",
    auth: "token",
    body: { model: "binary", isRequired: true },
    success: { status: 201, model: "UploadChatImageResult" },
    only,
  },
  ChatThread_GetChatImage: {
    method: "GET",
    path: "/chat/threads/{chatThreadId}/images/{imageId}/view/{imageViewType}",
    auth: "token",
    success: { status: 200, model: "binary" },
    only,
  },
  ChatThread_DeleteChatImage: {
    method: "DELETE",
    path: "/chat/threads/{chatThreadId}/images/{imageId}",
    auth: "token",
    success: { status: 204 },
    only,
  },
} as const satisfies Record<string, Operation>;
