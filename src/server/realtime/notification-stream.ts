// One person's notifications in process, for a test to await: an async iterator that starts at once.

import type { Notification } from "../dialects/dialect.ts";
import type { PersonId } from "../engine/ids.ts";
import { HeardQueue } from "./heard-queue.ts";
import type { Ending, Hub, Listener } from "./hub.ts";

export interface HeardNotification {
  /** The name that `chatClient.on` takes, such as `chatMessageReceived`. */
  readonly name: string;
  readonly threadId: string;
  /** The body as it goes over the wire, parsed; what is JSON in a string stays a string. */
  readonly payload: Readonly<Record<string, unknown>>;
}

export class NotificationStream
  implements AsyncIterableIterator<HeardNotification, undefined>, AsyncDisposable, Listener
{
  readonly #queue: HeardQueue<HeardNotification>;

  constructor(hub: Hub, person: PersonId, endpointId: string) {
    const leave = hub.add(person, endpointId, this);
    this.#queue = new HeardQueue(leave);
  }

  hear(notification: Notification, recipient: PersonId): void {
    if (this.#queue.isOver) return;
    const { name, conversation } = notification;
    const payload = JSON.parse(notification.payloadFor(recipient));
    this.#queue.add({ name, threadId: conversation, payload });
  }

  /** A revoked token is none of its concern: it has none. */
  end(ending: Ending): void {
    if (ending !== "revoked") this.#queue.end();
  }

  /** The next notification, when it comes; those before the end are still handed out after it. */
  next(): Promise<IteratorResult<HeardNotification, undefined>> {
    return this.#queue.next();
  }

  /** Stops listening and forgets what was not taken. */
  return(): Promise<IteratorResult<HeardNotification, undefined>> {
    return this.#queue.return();
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.return();
  }
}
