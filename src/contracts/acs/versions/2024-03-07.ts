// Before thread metadata, participant metadata and retention reached a stable version.

import type { Version } from "../../contract.ts";
import { withoutProperties } from "../../schemas.ts";
import { participantDefinitions } from "../participants.ts";
import { threadDefinitions } from "../threads.ts";
import type { Message, Participant, ThreadProperties } from "./models.ts";

const withoutThreadMetadata = ({
  metadata,
  retentionPolicy,
  messagingPolicy,
  ...thread
}: ThreadProperties) => thread;

const withoutParticipantMetadata = ({ metadata, ...participant }: Participant) => participant;

export const version: Version = {
  id: "2024-03-07",
  from: "2025-03-15",
  definitions: {
    CreateChatThreadRequest: withoutProperties(
      threadDefinitions.CreateChatThreadRequest,
      "metadata",
      "retentionPolicy",
    ),
    UpdateChatThreadRequest: withoutProperties(
      threadDefinitions.UpdateChatThreadRequest,
      "metadata",
      "retentionPolicy",
    ),
    ChatThreadProperties: withoutProperties(
      threadDefinitions.ChatThreadProperties,
      "metadata",
      "retentionPolicy",
    ),
    ChatParticipant: withoutProperties(participantDefinitions.ChatParticipant, "metadata"),
    ChatParticipantRequest: withoutProperties(
      participantDefinitions.ChatParticipantRequest,
      "metadata",
    ),
  },
  downcast: {
    ChatThreadProperties: withoutThreadMetadata,
    ChatParticipant: withoutParticipantMetadata,
    ChatMessage: (message: Message) =>
      message.content.participants
        ? {
            ...message,
            content: {
              ...message.content,
              participants: message.content.participants.map(withoutParticipantMetadata),
            },
          }
        : message,
  },
  evidence: "observed",
  source: "Python 1.3.0 recordings; @azure/communication-chat 1.5.4",
};
