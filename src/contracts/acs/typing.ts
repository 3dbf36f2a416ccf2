// Typing notifications.

import type { Definitions, Operation } from "../contract.ts";

export const typingDefinitions = {
  SendTypingNotificationRequest: {
    type: ["object", "null"],
    properties: { senderDisplayName: { type: ["string", "null"] } },
  },
} as const satisfies Definitions;

export const typingOperations = {
  ChatThread_SendTypingNotification: {
    method: "POST",
    path: "/chat/threads/{chatThreadId}/typing",
    auth: "token",
    body: { model: "SendTypingNotificationRequest", isRequired: false },
    success: { status: 200 },
  },
} as const satisfies Record<string, Operation>;
