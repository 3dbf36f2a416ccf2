// Attachments that can only be images.

import type { Version } from "../../contract.ts";
import { withProperties } from "../../schemas.ts";
import { messageDefinitions } from "../messages.ts";
import type { Message } from "./models.ts";

export const version: Version = {
  id: "2023-11-07",
  from: "2024-03-07",
  definitions: {
    ChatAttachment: withProperties(messageDefinitions.ChatAttachment, {
      attachmentType: { const: "image" },
    }),
  },
  downcast: {
    ChatMessage: (message: Message) => {
      const { attachments } = message.content;
      if (!attachments) return message;
      const images = attachments.filter((attachment) => attachment.attachmentType === "image");
      if (images.length > 0)
        return { ...message, content: { ...message.content, attachments: images } };
      const { attachments: _, ...content } = message.content;
      return { ...message, content };
    },
  },
  evidence: "specified",
  source: "@azure/communication-chat 1.4.0 mappers; Java 1.4.0-beta.1 recordings",
};
