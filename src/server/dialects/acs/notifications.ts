// What the members of a thread are told of what has happened, in the payloads that the SDKs read (acs-realtime 4).

import { type Event, type ForumEvent, isForumEvent } from "../../engine/events.ts";
import type { ConversationId, PersonId } from "../../engine/ids.ts";
import type { Conversation, Member, Message, State, StreamStep } from "../../engine/state.ts";
import type { Notification } from "../dialect.ts";
import { type Payload, toAll, toEach, toMembers, toReaders } from "./addressed.ts";
import { encodeAttachments, imagePath, violations } from "./encode.ts";
import { formatMilliseconds } from "./times.ts";

type ThreadEvent = Exclude<Extract<Event, { conversation: ConversationId }>, ForumEvent>;

/** In order; what the thread itself writes as messages is told by the events that it comes from. */
export function notifications(events: readonly Event[], state: State): readonly Notification[] {
  const told: Notification[] = [];
  for (const event of events) {
    if (!("conversation" in event) || isForumEvent(event)) continue;
    const thread = state.conversations.get(event.conversation);
    // The members that a thread starts with are part of its creation.
    const isPartOfCreation = event.type === "membersAdded" && event !== events[0];
    const notification = thread && !isPartOfCreation && notificationOf(event, thread);
    if (notification) told.push(notification);
  }
  return told;
}

function notificationOf(event: ThreadEvent, thread: Conversation): Notification | undefined {
  switch (event.type) {
    case "messagePosted":
      return event.message.sender === undefined
        ? undefined
        : toReaders(
            thread,
            event.message,
            event.stream ? "streamingChatMessageStarted" : "chatMessageReceived",
            {
              ...contentFields(thread, event.message),
              ...streaming(event.stream),
            },
          );
    case "messageEdited":
      return toReaders(
        thread,
        event.message,
        event.stream ? "streamingChatMessageChunkReceived" : "chatMessageEdited",
        {
          ...contentFields(thread, event.message),
          edittime: formatMilliseconds(event.message.editedAt ?? event.at),
          ...streaming(event.stream),
          ...(event.message.violation && {
            policyViolation: JSON.stringify({ result: violations[event.message.violation] }),
          }),
        },
      );
    case "messageDeleted":
      return toReaders(thread, event.message, "chatMessageDeleted", {
        ...messageFields(thread, event.message),
        deletetime: formatMilliseconds(event.message.deletedAt ?? event.at),
      });
    case "typingShown":
      return typing(event, thread);
    case "messageRead":
      return reading(event, thread);
    case "attachmentStored":
    case "attachmentDeleted":
      return undefined;
    default:
      return threadNotification(event, thread);
  }
}

function threadNotification(
  event: Exclude<ThreadEvent, { type: `message${string}` | `attachment${string}` | "typingShown" }>,
  thread: Conversation,
): Notification {
  const at = formatMilliseconds(event.at);
  const by = participant(event.by, thread.members.get(event.by));
  switch (event.type) {
    case "conversationCreated":
      return toMembers(thread, event.at, "chatThreadCreated", {
        createTime: at,
        createdBy: by,
        members: participants([...thread.members.values()]),
        properties: properties(thread),
      });
    case "conversationChanged":
      return toMembers(thread, event.at, "chatThreadPropertiesUpdated", {
        editTime: at,
        editedBy: by,
        properties: properties(thread),
      });
    case "conversationDeleted":
      return toMembers(thread, event.at, "chatThreadDeleted", {
        deleteTime: at,
        deletedBy: by,
        reason: "deletedByUser",
      });
    case "membersAdded":
      return toMembers(thread, event.at, "participantsAdded", {
        time: at,
        addedBy: by,
        participantsAdded: participants(event.members),
      });
    case "memberRemoved": {
      const { member } = event;
      const removedBy = event.by === member.person ? participant(event.by, member) : by;
      // Who was removed is told of it, and of nothing after.
      return toAll(
        thread,
        event.at,
        [...thread.members.keys(), member.person],
        "participantsRemoved",
        {
          time: at,
          removedBy,
          participantsRemoved: participants([member]),
        },
      );
    }
  }
}

function typing(
  event: Extract<Event, { type: "typingShown" }>,
  thread: Conversation,
): Notification {
  return toEach(thread, [...thread.members.keys()], "typingIndicatorReceived", {
    senderId: event.by,
    groupId: thread.id,
    messageId: String(event.at),
    messageType: "Control/Typing",
    clientMessageId: "0",
    senderDisplayName: event.senderName ?? "",
    originalArrivalTime: formatMilliseconds(event.at),
    version: String(event.at),
    priority: "",
  });
}

/** Whom a message is hidden from is not told either that somebody has read it (assumed). */
function reading(
  { by, receipt }: Extract<Event, { type: "messageRead" }>,
  thread: Conversation,
): Notification | undefined {
  const message = thread.messages.get(receipt.message);
  if (!message) return undefined;
  return toReaders(thread, message, "readReceiptReceived", {
    senderId: by,
    groupId: thread.id,
    messageId: String(receipt.message),
    messageType: "ThreadActivity/MemberConsumptionHorizonUpdate",
    clientMessageId: "0",
    senderDisplayName: "",
    messageBody: JSON.stringify({
      user: by,
      consumptionhorizon: `${receipt.message};${receipt.readAt};0`,
      messageVisibilityTime: message.createdAt,
      version: String(receipt.readAt),
    }),
  });
}

function messageFields(thread: Conversation, message: Message): Payload {
  return {
    senderId: message.sender,
    groupId: thread.id,
    messageId: String(message.id),
    messageType: message.body.kind === "html" ? "RichText/Html" : "Text",
    clientMessageId: "",
    senderDisplayName: message.senderName ?? "",
    originalArrivalTime: formatMilliseconds(message.createdAt),
    version: String(message.version),
    priority: message.priority === "high" ? "High" : "",
  };
}

function contentFields(thread: Conversation, message: Message): Payload {
  const text = "text" in message.body ? message.body.text : "";
  return {
    ...messageFields(thread, message),
    messageBody: text,
    // The first SDKs look for the text here.
    content: text,
    acsChatMessageMetadata: JSON.stringify(message.metadata ?? {}),
    attachments: attachments(thread, message),
  };
}

/** Links are relative: the SDK puts the endpoint of its resource before them. */
function attachments({ id }: Conversation, message: Message): string {
  return JSON.stringify(encodeAttachments(message.attachments ?? [], imagePath(id)));
}

function streaming(step: StreamStep | undefined): Payload {
  if (!step) return {};
  const { phase, number, end } = step;
  return {
    streaming: JSON.stringify({
      contentType: phase,
      sequenceNumber: number,
      ...(end && { streamEndReason: end }),
    }),
  };
}

function properties({ topic, metadata, retentionDays }: Conversation): string {
  return nested({
    topic,
    acsChatThreadMetadata: JSON.stringify(metadata ?? {}),
    ...(retentionDays !== undefined && {
      retentionPolicy: JSON.stringify({
        retentionPolicyType: "DeleteAfterCreationTime",
        executeAfter: `${retentionDays}.00:00:00`,
      }),
    }),
  });
}

function participants(members: readonly Member[]): string {
  return nested(members.map((member) => participantOf(member.person, member)));
}

function participant(person: PersonId, member: Member | undefined): string {
  return nested(participantOf(person, member));
}

// One beta throws when the time is missing, even of those who leave (acs-realtime 4.9).
function participantOf(person: PersonId, member: Member | undefined): Payload {
  return {
    participantId: person,
    displayName: member?.name ?? null,
    shareHistoryTime: member?.historyFrom ?? 0,
    memberMetaData: JSON.stringify(member?.metadata ?? {}),
  };
}

/** The SDK unescapes these texts as old URLs before it parses them, so that a `%` has to be escaped. */
function nested(value: unknown): string {
  return JSON.stringify(value).replaceAll("%", "%25");
}
