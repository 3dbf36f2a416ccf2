// One person's notifications in process, for a test to await: an async iterator that starts at once.

import type { Notification } from "../dialects/dialect.ts";
import type { PersonId } from "../engine/ids.ts";
import type { Ending, Hub, Listener } from "./hub.ts";

export interface HeardNotification {
  /** The name that `chatClient.on` takes, such as `chatMessageReceived`. */
  readonly name: string;
  readonly threadId: string;
  /** The body as it goes over the wire, parsed; what is JSON in a string stays a string. */
  readonly payload: Readonly<Record<string, unknown>>;
}

/** More than that many notifications that nobody takes are a mistake in the test. */
const WAITING_MAX = 10_000;

export class NotificationStream
  implements AsyncIterableIterator<HeardNotification, undefined>, AsyncDisposable, Listener
{
  readonly #heard: HeardNotification[] = [];
  readonly #takers: {
    resolve(result: IteratorResult<HeardNotification, undefined>): void;
    reject(error: Error): void;
  }[] = [];
  readonly #leave: () => void;
  #isOver = false;
  #problem: Error | undefined;

  constructor(hub: Hub, person: PersonId, endpointId: string) {
    this.#leave = hub.add(person, endpointId, this);
  }

  hear(notification: Notification, recipient: PersonId): void {
    if (this.#isOver) return;
    const { name, conversation } = notification;
    const payload = JSON.parse(notification.payloadFor(recipient));
    const heard = { name, threadId: conversation, payload };
    const taker = this.#takers.shift();
    if (taker) taker.resolve({ done: false, value: heard });
    else if (this.#heard.length < WAITING_MAX) this.#heard.push(heard);
    else this.#overflow();
  }

  /** A revoked token is none of its concern: it has none. */
  end(ending: Ending): void {
    if (ending !== "revoked") this.#finish();
  }

  /** The next notification, when it comes; those before the end are still handed out after it. */
  next(): Promise<IteratorResult<HeardNotification, undefined>> {
    const heard = this.#heard.shift();
    if (heard) return Promise.resolve({ done: false, value: heard });
    if (this.#problem) return Promise.reject(this.#problem);
    if (this.#isOver) return Promise.resolve({ done: true, value: undefined });
    return new Promise((resolve, reject) => this.#takers.push({ resolve, reject }));
  }

  /** Stops listening and forgets what was not taken. */
  return(): Promise<IteratorResult<HeardNotification, undefined>> {
    this.#heard.length = 0;
    this.#finish();
    return Promise.resolve({ done: true, value: undefined });
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.return();
  }

  #overflow(): void {
    this.#problem = new Error(
      `Cannot keep more than ${WAITING_MAX} notifications: nobody takes them. Read the iterator, or stop it with return().`,
    );
    this.#finish();
  }

  #finish(): void {
    this.#isOver = true;
    this.#leave();
    for (const taker of this.#takers.splice(0)) taker.resolve({ done: true, value: undefined });
  }
}
