// Messages: send, edit, delete, flag and read, singly and with their history.

import type { Definitions, Operation } from "../contract.ts";
import { formKey, formNumber, formText, messageId, moment } from "./identifiers.ts";

export const messageDefinitions = {
  TextForm: {
    type: "object",
    properties: { text: formText, fkey: formKey },
    required: ["text", "fkey"],
  },
  AcknowledgeForm: {
    type: "object",
    properties: { id: formText, fkey: formKey },
    required: ["id", "fkey"],
  },
  LastMessageForm: {
    type: "object",
    properties: { beforeId: formNumber, fkey: formKey },
  },
  /** Both are null for a message that was there already. */
  Sent: {
    type: "object",
    properties: {
      id: { type: ["integer", "null"], minimum: 1 },
      time: { type: ["integer", "null"], minimum: 0 },
    },
    required: ["id", "time"],
  },
  LastMessage: {
    type: "object",
    properties: { msgid: messageId, gap: moment },
    required: ["msgid", "gap"],
  },
} as const satisfies Definitions;

const keyBody = { model: "KeyForm", isRequired: true, encoding: "form" } as const;
const textBody = { model: "TextForm", isRequired: true, encoding: "form" } as const;
const outcome = { status: 200, model: "Outcome" } as const;
const page = { status: 200, mediaType: "text/html" } as const;

export const messageOperations = {
  Chat_Send: {
    method: "POST",
    path: "/chats/{room}/messages/new",
    auth: "session",
    formKey: true,
    body: textBody,
    success: { status: 200, model: "Sent" },
  },
  Chat_Edit: {
    method: "POST",
    path: "/messages/{message}",
    auth: "session",
    formKey: true,
    body: textBody,
    success: outcome,
  },
  Chat_Delete: {
    method: "POST",
    path: "/messages/{message}/delete",
    auth: "session",
    formKey: true,
    body: keyBody,
    success: outcome,
  },
  Chat_Flag: {
    method: "POST",
    path: "/messages/{message}/flag",
    auth: "session",
    formKey: true,
    body: keyBody,
    success: outcome,
  },
  Chat_Acknowledge: {
    method: "POST",
    path: "/messages/ack",
    auth: "session",
    formKey: true,
    body: { model: "AcknowledgeForm", isRequired: true, encoding: "form" },
    success: outcome,
  },
  Chat_ShowHistory: {
    method: "GET",
    path: "/messages/{message}/history",
    auth: "anyone",
    success: page,
  },
  Chat_GetContent: {
    method: "GET",
    path: "/message/{message}",
    auth: "anyone",
    query: { plain: { type: "string" } },
    success: page,
  },
  Chat_GetFullText: {
    method: "GET",
    path: "/messages/{room}/{message}",
    auth: "anyone",
    success: page,
  },
  Chat_GetLastMessage: {
    method: "POST",
    path: "/chats/{room}/lastMessage",
    auth: "anyone",
    body: { model: "LastMessageForm", isRequired: false, encoding: "form" },
    success: { status: 200, model: "LastMessage" },
  },
} as const satisfies Record<string, Operation>;
