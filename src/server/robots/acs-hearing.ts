// How robots read the notifications of Azure Communication Services (acs-realtime 4).

import { type NotificationName, notificationIds } from "../../contracts/acs/realtime.ts";
import type { Hearing, Payload } from "./hearing.ts";

type Read = (payload: Payload, person: string) => ReturnType<Hearing["read"]>;

const readers: Readonly<Record<NotificationName, Read>> = {
  chatMessageReceived: (payload) => ({ event: "message", ...message(payload) }),
  chatMessageEdited: message,
  chatMessageDeleted: message,
  streamingChatMessageStarted: message,
  streamingChatMessageChunkReceived: message,
  // Its message id is no message's.
  typingIndicatorReceived: ({ senderId }) => ({ event: "typing", ...texts({ from: senderId }) }),
  readReceiptReceived: ({ senderId: from, messageId }) => texts({ from, messageId }),
  chatThreadCreated: ({ createdBy }) => ({ event: "added", ...doneBy(createdBy) }),
  chatThreadPropertiesUpdated: ({ editedBy }) => doneBy(editedBy),
  chatThreadDeleted: ({ deletedBy }) => doneBy(deletedBy),
  participantsAdded: ({ addedBy, participantsAdded }, person) => ({
    ...(isAmong(participantsAdded, person) && { event: "added" }),
    ...doneBy(addedBy),
  }),
  participantsRemoved: ({ removedBy }) => doneBy(removedBy),
};

export const acsHearing: Hearing = {
  names: Object.keys(readers),
  read(name, payload, person) {
    return isName(name) ? readers[name](payload, person) : {};
  },
};

function isName(name: string): name is NotificationName {
  return Object.hasOwn(notificationIds, name);
}

function message({ senderId: from, messageBody: text, messageId }: Payload) {
  return texts({ from, text, messageId });
}

function doneBy(participant: unknown) {
  return texts({ from: idOf(parseNested(participant)) });
}

function isAmong(participants: unknown, person: string): boolean {
  const list = parseNested(participants);
  return Array.isArray(list) && list.some((one) => idOf(one) === person);
}

function idOf(participant: unknown): unknown {
  return typeof participant === "object" && participant !== null
    ? Reflect.get(participant, "participantId")
    : undefined;
}

/** The SDK unescapes these texts before it parses them. */
function parseNested(text: unknown): unknown {
  return typeof text === "string" ? JSON.parse(text.replaceAll("%25", "%")) : undefined;
}

type Texts<Key extends string> = { readonly [K in Key]?: string };

function texts<Key extends string>(values: Readonly<Record<Key, unknown>>): Texts<Key> {
  const given = Object.entries(values).filter(([, value]) => typeof value === "string");
  return Object.fromEntries(given) as Texts<Key>;
}
