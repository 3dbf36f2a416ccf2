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

/** More than that many that nobody takes are a mistake in the test. */
const WAITING_MAX = 10_000;

type Taken<Heard> = IteratorResult<Heard, undefined>;

/** What was heard and waits to be taken, and those who wait to take it: the inside of an async iterator. */
export class HeardQueue<Heard> {
  readonly #heard: Heard[] = [];
  readonly #takers: { resolve(taken: Taken<Heard>): void; reject(error: unknown): void }[] = [];
  readonly #onEnd: () => void;
  #isOver = false;
  #problem: { readonly error: unknown } | undefined;

  /** `onEnd` is called when nothing more is wanted, or can come. */
  constructor(onEnd: () => void) {
    this.#onEnd = onEnd;
  }

  get isOver(): boolean {
    return this.#isOver;
  }

  add(heard: Heard): void {
    if (this.#isOver) return;
    const taker = this.#takers.shift();
    if (taker) taker.resolve({ done: false, value: heard });
    else if (this.#heard.length < WAITING_MAX) this.#heard.push(heard);
    else {
      this.fail(
        new Error(
          `Cannot keep more than ${WAITING_MAX} notifications: nobody takes them. Read the iterator, or stop it with return().`,
        ),
      );
    }
  }

  /** Nothing more comes; what is there is still handed out. */
  end(): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#onEnd();
    for (const { resolve } of this.#takers.splice(0)) resolve({ done: true, value: undefined });
  }

  /** The same for a reason, which whoever takes more than is there is told. */
  fail(error: unknown): void {
    if (this.#isOver) return;
    this.#problem = { error };
    for (const { reject } of this.#takers.splice(0)) reject(error);
    this.end();
  }

  /** The next one, when it comes; those before the end are still handed out after it. */
  next(): Promise<Taken<Heard>> {
    const [heard] = this.#heard.splice(0, 1);
    if (heard !== undefined) return Promise.resolve({ done: false, value: heard });
    if (this.#problem) return Promise.reject(this.#problem.error);
    if (this.#isOver) return Promise.resolve({ done: true, value: undefined });
    return new Promise((resolve, reject) => this.#takers.push({ resolve, reject }));
  }

  /** Stops, and forgets what was not taken. */
  return(): Promise<Taken<Heard>> {
    this.#heard.length = 0;
    this.end();
    return Promise.resolve({ done: true, value: undefined });
  }
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
