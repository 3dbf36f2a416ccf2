// Before message metadata, and before typing had a body.

import type { Version } from "../../contract.ts";
import { withoutProperties } from "../../schemas.ts";
import { messageDefinitions } from "../messages.ts";
import type { Message } from "./models.ts";

export const version: Version = {
  id: "2021-03-07",
  from: "2021-04-05-preview6",
  operations: {
    ChatThread_SendTypingNotification: {
      body: { model: "NoBody", isRequired: false },
    },
  },
  definitions: {
    NoBody: {},
    ChatMessage: withoutProperties(messageDefinitions.ChatMessage, "metadata"),
    SendChatMessageRequest: withoutProperties(
      messageDefinitions.SendChatMessageRequest,
      "metadata",
    ),
    UpdateChatMessageRequest: withoutProperties(
      messageDefinitions.UpdateChatMessageRequest,
      "metadata",
    ),
  },
  downcast: { ChatMessage: ({ metadata, ...message }: Message) => message },
  upcast: { NoBody: () => ({}) },
  evidence: "observed",
  source: "Python 1.0.0b6 recordings; @azure/communication-chat 1.0.1",
};
