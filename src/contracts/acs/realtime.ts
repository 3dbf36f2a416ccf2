// Real-time notifications: where a client asks for the service, and what it is told.

import type { Definitions, Operation, Version } from "../contract.ts";
import type { JsonSchema } from "../json-schema.ts";

const text = { type: "string" } as const;
const eventId = (id: number) => ({ const: id });

/** What every notification of a message, of typing or of reading carries; each recipient gets his own. */
const personal = {
  senderId: text,
  recipientMri: text,
  recipientId: text,
  groupId: text,
  messageId: text,
  messageType: text,
  senderDisplayName: text,
  clientMessageId: text,
} as const;

const messageFields = {
  ...personal,
  originalArrivalTime: { type: "string", format: "date-time" },
  version: text,
  priority: text,
} as const;

const contentFields = {
  ...messageFields,
  messageBody: text,
  /** `messageBody` by the name of the first SDKs. */
  content: text,
  /** JSON in a string. */
  acsChatMessageMetadata: text,
  attachments: text,
} as const;

const threadFields = { threadId: text, version: text } as const;

/** Old SDKs read the id from `_eventId`, newer ones from `eventId`; both are sent. */
function notification(
  id: number,
  properties: Readonly<Record<string, JsonSchema>>,
  optional: Readonly<Record<string, JsonSchema>> = {},
) {
  const required = { eventId: eventId(id), _eventId: eventId(id), ...properties };
  return {
    type: "object",
    properties: { ...required, ...optional },
    required: Object.keys(required),
  } as const satisfies JsonSchema;
}

const editFields = { ...contentFields, edittime: { type: "string", format: "date-time" } } as const;

export const realtimeDefinitions = {
  RealTimeNotificationConfiguration: {
    type: "object",
    properties: { trouterServiceUrl: text, registrarServiceUrl: text, cloudType: text },
    required: ["trouterServiceUrl", "registrarServiceUrl", "cloudType"],
  },
  chatMessageReceived: notification(200, contentFields),
  typingIndicatorReceived: notification(245, messageFields),
  readReceiptReceived: notification(246, { ...personal, messageBody: text }),
  chatMessageEdited: notification(247, editFields, { policyViolation: text }),
  chatMessageDeleted: notification(248, {
    ...messageFields,
    deletetime: { type: "string", format: "date-time" },
  }),
  streamingChatMessageStarted: notification(250, { ...contentFields, streaming: text }),
  streamingChatMessageChunkReceived: notification(
    251,
    { ...editFields, streaming: text },
    { policyViolation: text },
  ),
  chatThreadCreated: notification(257, {
    ...threadFields,
    createTime: text,
    createdBy: text,
    members: text,
    properties: text,
  }),
  chatThreadPropertiesUpdated: notification(258, {
    ...threadFields,
    editTime: text,
    editedBy: text,
    properties: text,
  }),
  chatThreadDeleted: notification(259, {
    ...threadFields,
    deleteTime: text,
    deletedBy: text,
    reason: { enum: ["deletedByUser", "deletedByPolicy"] },
  }),
  participantsAdded: notification(260, {
    ...threadFields,
    time: text,
    addedBy: text,
    participantsAdded: text,
  }),
  participantsRemoved: notification(261, {
    ...threadFields,
    time: text,
    removedBy: text,
    participantsRemoved: text,
  }),
} as const satisfies Definitions;

/** The names that `chatClient.on` knows, with the numbers on the wire. */
export const notificationIds = {
  chatMessageReceived: 200,
  typingIndicatorReceived: 245,
  readReceiptReceived: 246,
  chatMessageEdited: 247,
  chatMessageDeleted: 248,
  streamingChatMessageStarted: 250,
  streamingChatMessageChunkReceived: 251,
  chatThreadCreated: 257,
  chatThreadPropertiesUpdated: 258,
  chatThreadDeleted: 259,
  participantsAdded: 260,
  participantsRemoved: 261,
} as const satisfies Partial<Record<keyof typeof realtimeDefinitions, number>>;

export type NotificationName = keyof typeof notificationIds;

export const realtimeOperations = {
  Realtime_GetConfiguration: {
    method: "GET",
    path: "/chat/config/realTimeNotifications",
    auth: "token",
    success: { status: 200, model: "RealTimeNotificationConfiguration" },
  },
} as const satisfies Record<string, Operation>;

export const realtimeVersions: readonly Version[] = [
  {
    id: "2024-09-01",
    evidence: "specified",
    source: "@azure/communication-signaling 1.0.0-beta.29 and later; acs-realtime 3.1",
  },
];
