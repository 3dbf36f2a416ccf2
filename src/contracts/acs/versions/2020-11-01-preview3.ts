// Ids are strings, and a participant is removed with DELETE.

import type { Definitions, Version } from "../../contract.ts";
import type { Identifier, Message, Participant, ReadReceipt, ThreadProperties } from "./models.ts";

interface StringParticipant {
  readonly id: string;
  readonly displayName?: string | null;
  readonly shareHistoryTime?: string | null;
}

export const version: Version = {
  id: "2020-11-01-preview3",
  from: "2021-01-27-preview4",
  operations: {
    ChatThread_RemoveChatParticipant: {
      method: "DELETE",
      path: "/chat/threads/{chatThreadId}/participants/{participantId}",
      body: { model: "NoBody", isRequired: false },
    },
  },
  definitions: stringDefinitions(),
  downcast: {
    ChatParticipant: participant,
    ChatThreadProperties: thread,
    ChatMessage: message,
    ChatMessageReadReceipt: ({ senderCommunicationIdentifier, ...receipt }: ReadReceipt) => ({
      senderId: senderCommunicationIdentifier.rawId,
      ...receipt,
    }),
  },
  upcast: {
    CreateChatThreadRequest: upcastParticipants,
    AddChatParticipantsRequest: upcastParticipants,
  },
  evidence: "observed",
  source: "JS recordings of January 2021; @azure/communication-chat 1.0.0-beta.4",
};

function participant({ communicationIdentifier, ...rest }: Participant) {
  return { id: communicationIdentifier.rawId, ...rest };
}

function thread({ createdByCommunicationIdentifier, ...rest }: ThreadProperties) {
  const { id, topic, createdOn, ...others } = rest;
  return { id, topic, createdOn, createdBy: createdByCommunicationIdentifier.rawId, ...others };
}

function message({ senderCommunicationIdentifier, content, ...rest }: Message) {
  const { initiatorCommunicationIdentifier: initiator, participants, ...others } = content;
  const { id, type, sequenceId, version, senderDisplayName, createdOn, ...times } = rest;
  return {
    id,
    type,
    sequenceId,
    version,
    content: {
      ...others,
      ...(participants && { participants: participants.map(participant) }),
      ...(initiator && { initiator: idOf(initiator) }),
    },
    ...(senderDisplayName !== undefined && { senderDisplayName }),
    createdOn,
    ...(senderCommunicationIdentifier && { senderId: idOf(senderCommunicationIdentifier) }),
    ...times,
  };
}

function idOf(identifier: Identifier): string {
  return identifier.rawId;
}

function upcastParticipants(request: {
  readonly participants?: readonly StringParticipant[] | null;
}) {
  if (!request.participants) return request;
  return {
    ...request,
    participants: request.participants.map(({ id, ...rest }) => ({
      communicationIdentifier: { rawId: id },
      ...rest,
    })),
  };
}

function stringDefinitions(): Definitions {
  const dateTime = { type: "string", format: "date-time" } as const;
  const text = { type: "string" } as const;
  return {
    ChatParticipantRequest: {
      type: "object",
      properties: {
        id: text,
        displayName: { type: ["string", "null"] },
        shareHistoryTime: { type: ["string", "null"], format: "date-time" },
      },
      required: ["id"],
    },
    ChatParticipant: {
      type: "object",
      properties: { id: text, displayName: text, shareHistoryTime: dateTime },
      required: ["id"],
    },
    ChatThreadProperties: {
      type: "object",
      properties: {
        id: text,
        topic: text,
        createdOn: dateTime,
        createdBy: text,
        deletedOn: dateTime,
      },
      required: ["id", "topic", "createdOn", "createdBy"],
    },
    ChatMessageContent: {
      type: "object",
      properties: {
        message: text,
        topic: text,
        participants: { type: "array", items: { $ref: "#/$defs/ChatParticipant" } },
        initiator: text,
      },
    },
    ChatMessage: {
      type: "object",
      properties: {
        id: text,
        type: { enum: ["text", "html", "topicUpdated", "participantAdded", "participantRemoved"] },
        sequenceId: text,
        version: text,
        content: { $ref: "#/$defs/ChatMessageContent" },
        senderDisplayName: text,
        createdOn: dateTime,
        senderId: text,
        deletedOn: dateTime,
        editedOn: dateTime,
      },
      required: ["id", "type", "sequenceId", "version", "createdOn"],
    },
    ChatMessageReadReceipt: {
      type: "object",
      properties: { senderId: text, chatMessageId: text, readOn: dateTime },
      required: ["senderId", "chatMessageId", "readOn"],
    },
  };
}
