// What a user of a tenant in another process is notified of, as a test awaits it.

import type { HeardNotification } from "../index.ts";
import { HeardQueue } from "../realtime/notification-stream.ts";
import type { Notifications } from "./chat.ts";
import type { ControlLine } from "./control-line.ts";
import { readEvents } from "./read-events.ts";

/** Resolves once the server listens. */
export async function remoteNotifications(
  control: ControlLine,
  user: string,
): Promise<Notifications> {
  const leaving = new AbortController();
  const path = `acs/users/${encodeURIComponent(user)}/notifications`;
  const { body } = await control.follow(path, {}, leaving.signal);
  return new RemoteNotifications(body, leaving);
}

class RemoteNotifications implements Notifications {
  readonly #queue: HeardQueue<HeardNotification>;

  constructor(body: ReadableStream<Uint8Array> | null, leaving: AbortController) {
    this.#queue = new HeardQueue(() => leaving.abort());
    if (body) void this.#read(body);
    else this.#queue.end();
  }

  next(): Promise<IteratorResult<HeardNotification, undefined>> {
    return this.#queue.next();
  }

  return(): Promise<IteratorResult<HeardNotification, undefined>> {
    return this.#queue.return();
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.return();
  }

  async #read(body: ReadableStream<Uint8Array>): Promise<void> {
    try {
      for await (const { name, data } of readEvents(body)) {
        const told = JSON.parse(data);
        if (name === "problem") this.#queue.fail(new Error(told.error));
        else this.#queue.add(told);
      }
      this.#queue.end();
    } catch (cause) {
      const message =
        "Cannot hear more notifications: the connection to the emulator is gone. See whether it still runs.";
      this.#queue.fail(new Error(message, { cause }));
    }
  }
}
