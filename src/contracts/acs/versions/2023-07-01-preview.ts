// The first attachments, with other names for their types and a content type.

import type { Version } from "../../contract.ts";
import type { Attachment, Message } from "./models.ts";

export const version: Version = {
  id: "2023-07-01-preview",
  from: "2023-11-15-preview",
  definitions: {
    ChatAttachment: {
      type: "object",
      properties: {
        id: { type: "string" },
        attachmentType: { enum: ["teamsInlineImage", "teamsImage", "file"] },
        contentType: { type: "string" },
        name: { type: "string" },
        url: { type: "string" },
        previewUrl: { type: "string" },
      },
      required: ["id", "attachmentType"],
    },
  },
  downcast: {
    ChatMessage: (message: Message) =>
      message.content.attachments
        ? {
            ...message,
            content: { ...message.content, attachments: message.content.attachments.map(older) },
          }
        : message,
  },
  evidence: "specified",
  source: "@azure/communication-chat 1.4.0-beta.2 mappers",
};

function older(attachment: Attachment) {
  const isImage = attachment.attachmentType === "image";
  return { ...attachment, attachmentType: isImage ? "teamsImage" : "file" };
}
