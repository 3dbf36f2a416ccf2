// What chatClient.on hands out of one and the same event in each version of the SDK.

import type { Told } from "./page-client.ts";

/** The versions tried here: the ends of each shape of events, of each pair of hosts, and the newest. */
export const versions = [
  "1.0.0-beta.3",
  "1.0.0",
  "1.1.1",
  "1.2.1",
  "1.3.2",
  "1.5.0",
  "1.5.4",
  "1.6.0",
] as const;

export type Version = (typeof versions)[number];

const messageEvents = [
  "chatMessageReceived",
  "chatMessageEdited",
  "chatMessageDeleted",
  "typingIndicatorReceived",
  "readReceiptReceived",
];

const threadEvents = [
  "chatThreadCreated",
  "chatThreadPropertiesUpdated",
  "participantsAdded",
  "participantsRemoved",
  "chatThreadDeleted",
];

const connectionEvents = ["realTimeNotificationConnected", "realTimeNotificationDisconnected"];

/** The events that a version knows. */
export function eventsOf(version: Version): readonly string[] {
  return [
    ...messageEvents,
    ...(isBefore(version, "1.0.0") ? [] : threadEvents),
    ...(isBefore(version, "1.2.1") ? [] : connectionEvents),
  ];
}

export interface Participant {
  readonly id: object;
  readonly displayName: string | null;
  readonly metadata: Readonly<Record<string, string>>;
  readonly shareHistoryTime?: Date;
}

/** An event as 1.6.0 gives it. */
export type Event = Readonly<Record<string, unknown>>;

export type Newest = { readonly name: string; readonly event: Event | undefined };

/** The same in the shape of a version; nothing if it does not know the event. */
export function shapedFor(version: Version, { name, event }: Newest): readonly Told[] {
  if (!eventsOf(version).includes(name)) return [];
  if (event === undefined) return [{ name, event }];
  let shaped = event;
  if (isBefore(version, "1.6.0") && threadEvents.includes(name)) shaped = withoutPolicies(shaped);
  if (isBefore(version, "1.3.2")) shaped = without(shaped, "attachments");
  if (isBefore(version, "1.1.1")) shaped = withoutMetadata(name, shaped);
  if (isBefore(version, "1.0.0")) shaped = asInPreview(name, shaped);
  return [{ name, event: shaped }];
}

function isBefore(version: Version, other: Version): boolean {
  return versions.indexOf(version) < versions.indexOf(other);
}

function without(event: Event, ...keys: readonly string[]): Event {
  return Object.fromEntries(Object.entries(event).filter(([key]) => !keys.includes(key)));
}

/** Until 1.5.4 the properties of threads are as they come over the wire, and participants have no metadata. */
function withoutPolicies(event: Event): Event {
  const { properties, retentionPolicy } = event;
  const bare = without(event, "reason", "retentionPolicy");
  const entries = Object.entries(bare).map(([key, value]): [string, unknown] => {
    if (key === "properties") return [key, wireProperties(properties, retentionPolicy)];
    if (key.endsWith("By")) return [key, nameOnly(value as Participant)];
    if (key === "participants") return [key, (value as Participant[]).map(nameOnly)];
    // Of those who come and go, the time from which they see the history is never left out.
    if (Array.isArray(value)) {
      return [key, value.map((one) => ({ ...nameOnly(one), shareHistoryTime: historyOf(one) }))];
    }
    return [key, value];
  });
  return Object.fromEntries(entries);
}

const nameOnly = ({ id, displayName }: Participant) => ({ id, displayName });
const historyOf = ({ shareHistoryTime }: Participant) => shareHistoryTime ?? new Date(0);

function wireProperties(properties: unknown, policy: unknown): Event {
  const { topic, metadata } = properties as { topic: string; metadata: object };
  const { deleteThreadAfterDays: days } = policy as { deleteThreadAfterDays?: number };
  const retentionPolicy = JSON.stringify({
    retentionPolicyType: "DeleteAfterCreationTime",
    executeAfter: `${days}.00:00:00`,
  });
  return {
    topic,
    acsChatThreadMetadata: JSON.stringify(metadata),
    ...(days !== undefined && { retentionPolicy }),
  };
}

function withoutMetadata(name: string, event: Event): Event {
  if (name === "typingIndicatorReceived") return { ...event, senderDisplayName: "" };
  return without(event, "metadata");
}

/** 1.0.0-beta.1 and beta.3 do not read times, and know only one kind of identifier. */
function asInPreview(name: string, event: Event): Event {
  const { message, ...rest } = event;
  const isReceived = name === "chatMessageReceived";
  const bare = {
    ...without(rest, ...(isReceived ? [] : ["type"])),
    ...(message !== undefined && { content: message }),
    ...(isReceived && { priority: "" }),
  };
  const isNameless = ["typingIndicatorReceived", "readReceiptReceived"].includes(name);
  const named = isNameless ? without(bare, "senderDisplayName") : bare;
  return Object.fromEntries(Object.entries(named).map(([key, value]) => [key, plain(value)]));
}

function plain(value: unknown): unknown {
  if (value instanceof Date) return value.toISOString();
  const { communicationUserId } = Object(value);
  return communicationUserId === undefined ? value : { communicationUserId };
}
