// The two places where the tenant of a test may live, for tests that are the same in both.

import { afterAll, beforeAll } from "vitest";
import type { AcsUser } from "../../src/server/index.ts";
import type { Chat, ChatOptions } from "../../src/server/kit/chat.ts";
import { Emulators, type Lent } from "../../src/server/kit/emulators.ts";
import setup from "../../src/server/kit/global-setup.ts";
import { RemoteEmulator } from "../../src/server/kit/remote-emulator.ts";
import type { SharedServer } from "../../src/server/kit/shared-server.ts";

export const placeNames = ["in process", "on a shared server"] as const;

export type PlaceName = (typeof placeNames)[number];

export class Places {
  readonly #emulators = new Emulators();
  #server: SharedServer | undefined;
  #stop = async () => {};

  async open(): Promise<void> {
    this.#stop = await setup({
      provide: (_, value) => {
        this.#server = value;
      },
    });
  }

  async close(): Promise<void> {
    await this.#stop();
    await this.#emulators.close();
  }

  get server(): SharedServer {
    if (this.#server) return this.#server;
    throw new Error("The server has not started.");
  }

  /** The tenant of a test of that title, which the caller gives back. */
  lend(place: PlaceName, options: ChatOptions = {}, title = "a test"): Promise<Lent<Chat>> {
    const test = { title, place: "here" };
    if (place === "in process") return this.#emulators.lend(test, options);
    return RemoteEmulator.at(this.server).lend(test, options);
  }

  async within<Result>(
    place: PlaceName,
    run: (chat: Chat) => Promise<Result>,
    options: ChatOptions = {},
  ): Promise<Result> {
    const { chat, giveBack } = await this.lend(place, options);
    try {
      return await run(chat);
    } finally {
      await giveBack();
    }
  }
}

/** For the tests of one file. */
export function openPlaces(): Places {
  const places = new Places();
  beforeAll(() => places.open());
  afterAll(() => places.close());
  return places;
}

const version = "api-version=2025-03-15";

/** What an app does, without an SDK: the status and what the body has. */
// biome-ignore lint/suspicious/noExplicitAny: tests look into bodies.
export async function call(chat: Chat, token: string, path: string, body?: object): Promise<any> {
  const response = await chat.fetch(`${chat.endpoint}${path}?${version}`, {
    method: body ? "POST" : "GET",
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
    ...(body && { body: JSON.stringify(body) }),
  });
  return { status: response.status, ...JSON.parse((await response.text()) || "{}") };
}

export interface Thread {
  readonly alice: AcsUser;
  readonly bob: AcsUser;
  readonly threadId: string;
}

/** A thread of alice's with bob in it. */
export async function openThread(chat: Chat): Promise<Thread> {
  const [alice, bob] = [await chat.user("alice"), await chat.user("bob")];
  const participants = [{ communicationIdentifier: { rawId: bob.id }, displayName: "Bob" }];
  const { chatThread } = await call(chat, alice.token, "chat/threads", {
    topic: "Lunch",
    participants,
  });
  return { alice, bob, threadId: chatThread.id };
}

export async function say(chat: Chat, { token }: AcsUser, threadId: string, content: string) {
  const { id } = await call(chat, token, `chat/threads/${threadId}/messages`, { content });
  return id;
}

/** What was said in a thread, from the first to the last. */
export async function textsIn(chat: Chat, { token }: AcsUser, threadId: string) {
  const { value } = await call(chat, token, `chat/threads/${threadId}/messages`);
  return value
    .filter(({ type }: { type: string }) => type === "text")
    .map(({ content }: { content: { message: string } }) => content.message)
    .reverse();
}
