// Wrapped the participants that could not be added in `errors`, and required a list of them on create.

import type { Version } from "../../contract.ts";
import { withoutProperties } from "../../schemas.ts";
import { threadDefinitions } from "../threads.ts";
import type { AddParticipantsResult, CreateThreadResult, ErrorBody } from "./models.ts";

const createRequest = withoutProperties(
  { ...threadDefinitions.CreateChatThreadRequest, required: ["topic", "participants"] },
  "metadata",
  "retentionPolicy",
);
const errors = {
  type: "object",
  properties: {
    invalidParticipants: { type: "array", items: { $ref: "#/$defs/ChatError" } },
  },
} as const;

export const version: Version = {
  id: "2021-01-27-preview4",
  from: "2021-03-01-preview5",
  operations: { Chat_CreateChatThread: { repeatabilityHeader: "repeatability-request-id" } },
  definitions: {
    CreateChatThreadRequest: createRequest,
    CreateChatThreadResult: {
      type: "object",
      properties: { chatThread: { $ref: "#/$defs/ChatThreadProperties" }, errors },
      required: ["chatThread"],
    },
    AddChatParticipantsResult: { type: "object", properties: { errors } },
    ErrorResponse: {
      type: "object",
      properties: {
        Error: {
          type: "object",
          properties: {
            Code: { type: "string" },
            Message: { type: "string" },
            Details: { type: "array" },
          },
          required: ["Code", "Details"],
        },
      },
      required: ["Error"],
    },
  },
  downcast: {
    CreateChatThreadResult: ({ invalidParticipants, ...result }: CreateThreadResult) => ({
      ...result,
      ...(invalidParticipants && { errors: { invalidParticipants } }),
    }),
    AddChatParticipantsResult: ({ invalidParticipants }: AddParticipantsResult) =>
      invalidParticipants ? { errors: { invalidParticipants } } : {},
    // The root of errors was `Error` in January and February 2021 (observed at preview3).
    ErrorResponse: ({ CommunicationError }: ErrorBody) => ({ Error: CommunicationError }),
  },
  evidence: "specified",
  source: "@azure/communication-chat 1.0.0-beta.5 mappers",
};
