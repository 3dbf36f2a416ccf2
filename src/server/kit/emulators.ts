// The emulators of one worker: made on first use, one for each set of options, each with a tenant for every test.

import type { Addresses, ChatEmulator } from "../index.ts";
import type { ChatOptions } from "./chat.ts";
import { LocalChat } from "./local-chat.ts";
import { type TestTitle, tenantName } from "./tenant-name.ts";

interface Running {
  readonly emulator: ChatEmulator;
  /** The names of the tenants in use. */
  readonly names: Set<string>;
  listening: Promise<Addresses> | undefined;
}

/** A tenant that is a test's until it gives it back. */
export interface Lent<Kind> {
  readonly chat: Kind;
  /** Drops the tenant and ends its connections. */
  giveBack(): Promise<void>;
}

export interface EmulatorsOptions {
  /** Where nobody says when all is over: one that listens would keep the process running, so it goes with its last tenant. */
  readonly closesIdle?: boolean;
}

export class Emulators {
  readonly #byOptions = new Map<string, Promise<Running>>();
  readonly #closesIdle: boolean;

  constructor({ closesIdle = false }: EmulatorsOptions = {}) {
    this.#closesIdle = closesIdle;
  }

  /** A new tenant named after a test. Rejects when an option or a fixture is not valid. */
  async lend(test: TestTitle, options: ChatOptions = {}): Promise<Lent<LocalChat>> {
    const { inProcess: _, ...emulatorOptions } = options;
    const key = JSON.stringify(Object.entries(emulatorOptions).sort());
    const running = await this.#running(key, emulatorOptions);
    const { emulator, names } = running;
    const name = tenantName(test, (one) => names.has(one));
    names.add(name);
    const chat = new LocalChat({
      emulator,
      tenant: emulator.tenants.get(name),
      listen: () => {
        running.listening ??= emulator.listen({ port: 0 });
        return running.listening;
      },
    });
    return { chat, giveBack: () => this.#takeBack(key, running, name) };
  }

  /** Stops all of them. */
  async close(): Promise<void> {
    const closing = [...this.#byOptions.values()].map(async (made) =>
      (await made).emulator.close(),
    );
    this.#byOptions.clear();
    await Promise.all(closing);
  }

  async #running(key: string, options: ChatOptions): Promise<Running> {
    const known = this.#byOptions.get(key);
    if (known) return known;
    const made = start(options);
    this.#byOptions.set(key, made);
    // The next test that asks for the same may be luckier.
    made.catch(() => this.#byOptions.delete(key));
    return made;
  }

  async #takeBack(key: string, { emulator, names, listening }: Running, name: string) {
    names.delete(name);
    emulator.tenants.drop(name);
    if (!this.#closesIdle || names.size > 0 || !listening) return;
    this.#byOptions.delete(key);
    await listening.catch(() => {});
    await emulator.close();
  }
}

/** Tests look at all that came; how fast the server is counts for less. */
export const KIT_JOURNAL = 10_000;

async function start(options: ChatOptions): Promise<Running> {
  // Who uses a shared server, or the matchers alone, does without the emulator.
  const { createChatEmulator } = await import("../index.ts");
  const emulator = await createChatEmulator({ journal: KIT_JOURNAL, ...options });
  return { emulator, names: new Set(), listening: undefined };
}
