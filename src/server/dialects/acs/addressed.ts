// Who is told, and the text that each of them gets: what is the same for all is written, and quoted, once.

import { type NotificationName, notificationIds } from "../../../contracts/acs/realtime.ts";
import type { PersonId } from "../../engine/ids.ts";
import { isVisible } from "../../engine/queries.ts";
import type { Conversation, Message } from "../../engine/state.ts";
import type { Notification } from "../dialect.ts";

export type Payload = Readonly<Record<string, unknown>>;

/** To those who may read the message. */
export function toReaders(
  thread: Conversation,
  message: Message,
  name: NotificationName,
  payload: Payload,
): Notification {
  const readers: PersonId[] = [];
  for (const member of thread.members.values()) {
    if (isVisible(message, member)) readers.push(member.person);
  }
  return toEach(thread, readers, name, payload);
}

export function toMembers(
  thread: Conversation,
  at: number,
  name: NotificationName,
  payload: Payload,
): Notification {
  return toAll(thread, at, [...thread.members.keys()], name, payload);
}

/** The same text for all. */
export function toAll(
  thread: Conversation,
  at: number,
  recipients: readonly PersonId[],
  name: NotificationName,
  payload: Payload,
): Notification {
  const text = JSON.stringify({
    ...numbered(name),
    threadId: thread.id,
    version: String(Math.max(at, thread.lastVersion)),
    ...payload,
  });
  let quoted: string | undefined;
  return {
    name,
    conversation: thread.id,
    recipients,
    payloadFor: () => text,
    quotedFor: () => {
      quoted ??= JSON.stringify(text);
      return quoted;
    },
  };
}

/** Each gets a text that names him; ids need no escaping. */
export function toEach(
  thread: Conversation,
  recipients: readonly PersonId[],
  name: NotificationName,
  payload: Payload,
): Notification {
  const text = JSON.stringify({ ...numbered(name), ...payload }).slice(0, -1);
  let quoted: string | undefined;
  return {
    name,
    conversation: thread.id,
    recipients,
    payloadFor: (person) => `${text}${addressOf(person)}`,
    quotedFor: (person) => {
      quoted ??= JSON.stringify(text).slice(0, -1);
      return `${quoted}${JSON.stringify(addressOf(person)).slice(1)}`;
    },
  };
}

/** The end of a payload: its recipient, as newer SDKs and as those up to 1.0.1 read him. */
function addressOf(person: PersonId): string {
  return `,"recipientMri":"${person}","recipientId":"${person.replace(/^8:/, "")}"}`;
}

/** Up to 1.0.1 the SDK reads the number from `_eventId`. */
function numbered(name: NotificationName): Payload {
  const id = notificationIds[name];
  return { eventId: id, _eventId: id };
}
