// Before attachments.

import type { Version } from "../../contract.ts";
import { withoutProperties } from "../../schemas.ts";
import { messageDefinitions } from "../messages.ts";
import type { Message } from "./models.ts";

export const version: Version = {
  id: "2021-09-07",
  from: "2023-11-07",
  definitions: {
    ChatMessageContent: withoutProperties(messageDefinitions.ChatMessageContent, "attachments"),
  },
  downcast: {
    ChatMessage: (message: Message) => {
      if (!message.content.attachments) return message;
      const { attachments, ...content } = message.content;
      return { ...message, content };
    },
  },
  evidence: "observed",
  source: "Android, iOS, Python and JS recordings",
};
