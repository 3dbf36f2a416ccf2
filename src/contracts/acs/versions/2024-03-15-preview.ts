// Before policies were always shown: no messaging policy, and a retention policy only where one is set.

import type { Version } from "../../contract.ts";
import { messageDefinitions } from "../messages.ts";
import { threadDefinitions } from "../threads.ts";
import type { ThreadProperties } from "./models.ts";

export const version: Version = {
  id: "2024-03-15-preview",
  from: "2024-06-05-preview",
  definitions: {
    ChatThreadProperties: threadDefinitions.ChatThreadProperties,
    ChatMessage: messageDefinitions.ChatMessage,
    SendChatMessageRequest: messageDefinitions.SendChatMessageRequest,
    UpdateChatMessageRequest: messageDefinitions.UpdateChatMessageRequest,
  },
  downcast: {
    ChatThreadProperties: ({ messagingPolicy, retentionPolicy, ...thread }: ThreadProperties) => ({
      ...thread,
      ...(retentionPolicy && retentionPolicy.kind !== "none" && { retentionPolicy }),
    }),
  },
  evidence: "observed",
  source: "JS 1.6.0-beta.1 recordings (js-create-with-retention, js-retention-null)",
};
