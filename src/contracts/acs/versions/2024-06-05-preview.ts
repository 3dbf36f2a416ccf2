// Adds to the newest: images, attachments that are sent, policy violations and messaging policy.

import type { ConversionContext, Version } from "../../contract.ts";
import { withProperties } from "../../schemas.ts";
import { messageDefinitions } from "../messages.ts";
import { threadDefinitions } from "../threads.ts";
import type { Message, ThreadProperties } from "./models.ts";

const attachments = {
  type: ["array", "null"],
  items: { $ref: "#/$defs/ChatAttachment" },
} as const;

export const version: Version = {
  id: "2024-06-05-preview",
  from: "2025-03-15",
  definitions: {
    ChatThreadProperties: withProperties(threadDefinitions.ChatThreadProperties, {
      messagingPolicy: { type: "object", properties: { textOnlyChat: { type: "boolean" } } },
    }),
    ChatMessage: withProperties(messageDefinitions.ChatMessage, {
      policyViolation: {
        type: "object",
        properties: { state: { enum: ["contentBlocked", "warning"] } },
        required: ["state"],
      },
    }),
    SendChatMessageRequest: withProperties(messageDefinitions.SendChatMessageRequest, {
      attachments,
    }),
    UpdateChatMessageRequest: withProperties(messageDefinitions.UpdateChatMessageRequest, {
      attachments,
    }),
  },
  downcast: {
    ChatThreadProperties: (thread: ThreadProperties) => ({
      ...thread,
      messagingPolicy: { textOnlyChat: false },
    }),
    ChatMessage: (message: Message, { violation }: ConversionContext) =>
      violation ? { ...message, policyViolation: { state: violation } } : message,
  },
  evidence: "observed",
  source: "JS 1.6.0-beta.3 recordings; swagger 2024-06-05-preview",
};
