// What each SDK version hands over of one and the same chat, as its own reading of the payloads has it.

import type { Watched } from "./watched-page.ts";

export interface SdkAbilities {
  /** Events of threads and participants, ids with a kind, and contents under `message`. */
  readonly hasThreadEvents: boolean;
  /** Metadata of messages, and names in typing notifications. */
  readonly hasMetadata: boolean;
  readonly hasAttachments: boolean;
  /** Metadata and retention of threads, metadata of participants, and the reason of a deletion. */
  readonly hasThreadMetadata: boolean;
  /** Says when it is connected and when not. */
  readonly tellsState: boolean;
}

const first: SdkAbilities = {
  hasThreadEvents: false,
  hasMetadata: false,
  hasAttachments: false,
  hasThreadMetadata: false,
  tellsState: false,
};
const stable: SdkAbilities = { ...first, hasThreadEvents: true };
const withMetadata: SdkAbilities = { ...stable, hasMetadata: true };
const withState: SdkAbilities = { ...withMetadata, tellsState: true };
const withAttachments: SdkAbilities = { ...withState, hasAttachments: true };

/** From the first version with real time to the newest; up to 1.5.2 their hosts are written in them. */
export const sdkVersions = {
  "1.0.0-beta.3": first,
  "1.0.0": stable,
  "1.1.1": withMetadata,
  "1.2.1": withState,
  "1.3.2": withAttachments,
  "1.5.0": withAttachments,
  "1.5.4": withAttachments,
  "1.6.0": { ...withAttachments, hasThreadMetadata: true },
} as const satisfies Record<string, SdkAbilities>;

export const messageEvents = [
  "chatMessageReceived",
  "chatMessageEdited",
  "chatMessageDeleted",
  "typingIndicatorReceived",
  "readReceiptReceived",
] as const;

export const threadEvents = [
  "chatThreadCreated",
  "chatThreadPropertiesUpdated",
  "chatThreadDeleted",
  "participantsAdded",
  "participantsRemoved",
] as const;

export const stateEvents = [
  "realTimeNotificationConnected",
  "realTimeNotificationDisconnected",
] as const;

/** The ids of a chat whose clock stands at `now`. */
export interface Played {
  readonly now: number;
  readonly thread: string;
  readonly alice: string;
  readonly bob: string;
  readonly carol: string;
  readonly recipient: string;
}

/** The events of `playChat`, in order. */
export function expectedEvents(abilities: SdkAbilities, played: Played): readonly Watched[] {
  const all = [
    ...threadOpened(abilities, played),
    ...messagesExchanged(abilities, played),
    ...threadClosed(abilities, played),
  ];
  return abilities.hasThreadEvents ? all : all.filter(({ name }) => !isOfThread(name));
}

export function receivedText(
  abilities: SdkAbilities,
  played: Played,
  { id, text }: { readonly id: string; readonly text: string },
): Watched {
  return { name: "chatMessageReceived", event: received(abilities, played, { id, text }) };
}

function isOfThread(name: string): boolean {
  return threadEvents.some((known) => known === name);
}

const date = (ms: number) => ({ date: new Date(ms).toISOString() });

/** The first betas leave times as they come. */
function time({ hasThreadEvents }: SdkAbilities, ms: number): unknown {
  return hasThreadEvents ? date(ms) : new Date(ms).toISOString();
}

function user({ hasThreadEvents }: SdkAbilities, id: string): unknown {
  return hasThreadEvents
    ? { kind: "communicationUser", communicationUserId: id }
    : { communicationUserId: id };
}

interface Text {
  readonly id: string;
  readonly text: string;
  readonly sender?: string;
  readonly name?: string;
  readonly type?: string;
  readonly metadata?: Readonly<Record<string, string>>;
  readonly version?: string;
}

function received(abilities: SdkAbilities, played: Played, message: Text): object {
  const { hasThreadEvents, hasMetadata, hasAttachments } = abilities;
  return {
    ...header(abilities, played, message),
    ...(hasThreadEvents
      ? { message: message.text }
      : { content: message.text, ...(message.version === undefined && { priority: "" }) }),
    ...(hasMetadata && { metadata: message.metadata ?? {} }),
    ...(hasAttachments && { attachments: [] }),
  };
}

function header(abilities: SdkAbilities, played: Played, message: Text): object {
  const { id, sender = played.alice, name = "", type = "Text", version = id } = message;
  return {
    threadId: played.thread,
    sender: user(abilities, sender),
    senderDisplayName: name,
    recipient: user(abilities, played.recipient),
    id,
    createdOn: time(abilities, Number(id)),
    version,
    // The first betas tell the type only of what is new.
    ...((abilities.hasThreadEvents || version === id) && { type }),
  };
}

function messagesExchanged(abilities: SdkAbilities, played: Played): Watched[] {
  const { now, thread, alice, bob, recipient } = played;
  // A new thread has two messages of its own, in the milliseconds before.
  const [sent, edited, deleted, html] = [now + 2, now + 3, now + 4, now + 5].map(String);
  const text = { id: sent ?? "", name: "Alice", metadata: { k: "v" } };
  const context = (sender: string) => ({
    threadId: thread,
    sender: user(abilities, sender),
    recipient: user(abilities, recipient),
  });
  return [
    { name: "chatMessageReceived", event: received(abilities, played, { ...text, text: "hi ü" }) },
    {
      name: "chatMessageEdited",
      event: {
        ...received(abilities, played, { ...text, text: "<b>edited</b>", version: edited ?? "" }),
        editedOn: time(abilities, Number(edited)),
      },
    },
    {
      name: "chatMessageDeleted",
      event: {
        ...header(abilities, played, { ...text, text: "", version: deleted ?? "" }),
        deletedOn: time(abilities, Number(deleted)),
      },
    },
    {
      name: "typingIndicatorReceived",
      event: {
        ...context(alice),
        ...(abilities.hasThreadEvents && {
          senderDisplayName: abilities.hasMetadata ? "Alice" : "",
        }),
        version: String(now),
        receivedOn: time(abilities, now),
      },
    },
    {
      name: "chatMessageReceived",
      event: received(abilities, played, {
        id: html ?? "",
        text: "<b>hi</b>",
        type: "RichText/Html",
      }),
    },
    {
      name: "readReceiptReceived",
      event: {
        ...context(bob),
        ...(abilities.hasThreadEvents && { senderDisplayName: "" }),
        chatMessageId: html,
        readOn: time(abilities, now),
      },
    },
  ];
}

function participant(
  { hasThreadMetadata }: SdkAbilities,
  id: string,
  displayName: string,
  history?: object,
): object {
  return {
    id: { kind: "communicationUser", communicationUserId: id },
    displayName,
    ...(hasThreadMetadata && { metadata: { role: "x" } }),
    ...history,
  };
}

function properties({ hasThreadMetadata }: SdkAbilities, topic: string): object {
  const policy = { retentionPolicyType: "DeleteAfterCreationTime", executeAfter: "60.00:00:00" };
  return hasThreadMetadata
    ? {
        properties: { topic, metadata: { a: "b" } },
        retentionPolicy: { kind: "threadCreationDate", deleteThreadAfterDays: 60 },
      }
    : {
        properties: {
          topic,
          acsChatThreadMetadata: '{"a":"b"}',
          retentionPolicy: JSON.stringify(policy),
        },
      };
}

export const ALICE = "Alice %41";
export const TOPIC = "50%41 für alle";

function threadOpened(abilities: SdkAbilities, { now, thread, alice, bob }: Played): Watched[] {
  return [
    {
      name: "chatThreadCreated",
      event: {
        threadId: thread,
        createdOn: date(now),
        createdBy: participant(abilities, alice, ALICE),
        version: String(now + 1),
        participants: [participant(abilities, alice, ALICE), participant(abilities, bob, "Bob")],
        ...properties(abilities, TOPIC),
      },
    },
  ];
}

function threadClosed(abilities: SdkAbilities, { now, thread, alice, carol }: Played): Watched[] {
  const by = participant(abilities, alice, ALICE);
  // The newest leaves the time out where all of the history is shared.
  const history = abilities.hasThreadMetadata ? undefined : { shareHistoryTime: date(0) };
  const carols = [participant(abilities, carol, "Carol", history)];
  return [
    {
      name: "chatThreadPropertiesUpdated",
      event: {
        threadId: thread,
        updatedOn: date(now),
        updatedBy: by,
        version: String(now + 6),
        ...properties(abilities, "New"),
      },
    },
    {
      name: "participantsAdded",
      event: {
        threadId: thread,
        addedOn: date(now),
        addedBy: by,
        version: String(now + 7),
        participantsAdded: carols,
      },
    },
    {
      name: "participantsRemoved",
      event: {
        threadId: thread,
        removedOn: date(now),
        removedBy: by,
        version: String(now + 8),
        participantsRemoved: carols,
      },
    },
    {
      name: "chatThreadDeleted",
      event: {
        threadId: thread,
        deletedOn: date(now),
        deletedBy: by,
        version: String(now + 8),
        ...(abilities.hasThreadMetadata && { reason: "deletedByUser" }),
      },
    },
  ];
}
