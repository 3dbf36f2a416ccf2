// chat-emulator/vitest: a test with a tenant of its own, matchers for what came to it, and the contract suite as tests.

import { test as base, expect, inject } from "vitest";
import { judgeOrder } from "./be-in-order.ts";
import type { Chat, ChatOptions } from "./chat.ts";
import { Emulators } from "./emulators.ts";
import { lastEntries } from "./entry-line.ts";
import { judgeReceived, type ReceivedOptions } from "./have-received.ts";
import { type ContractVendor, judgeBody } from "./match-contract.ts";
import type { SharedServer } from "./shared-server.ts";

export { type DescribeContractOptions, describeContract } from "../../contracts/vitest.ts";
export type { Chat, ChatOptions } from "./chat.ts";
export type { ReceivedOptions } from "./have-received.ts";
export { expect };

declare module "vitest" {
  // biome-ignore lint/suspicious/noExplicitAny: as vitest declares it, or the two do not merge.
  interface Matchers<T = any> {
    /** Whether calls of that operation came, in full or without what is before its underscore. Await it: it waits a while. */
    toHaveReceived(operation: string, options?: ReceivedOptions): Promise<T>;
    /** Whether a body has the schema of that model, such as `"acs", "2025-03-15", "ChatMessage"`. */
    toMatchContract(vendor: ContractVendor, version: string, model: string): T;
    /** Whether these happened one after the other, whatever was in between. Await it where a server is shared. */
    toBeInOrder(names: readonly string[]): Promise<T>;
  }

  interface ProvidedContext {
    chatEmulator?: SharedServer;
  }
}

expect.extend({
  async toHaveReceived(received: unknown, operation: string, options?: ReceivedOptions) {
    return judgeReceived(received, operation, options, this.isNot);
  },
  toMatchContract(received: unknown, vendor: ContractVendor, version: string, model: string) {
    return judgeBody(received, vendor, version, model);
  },
  toBeInOrder(received: unknown, names: readonly string[]) {
    return judgeOrder(received, names);
  },
});

export interface ChatFixtures {
  /** What each tenant begins with: `test.extend({ chatOptions })` for a file, `test.override({ chatOptions })` for a group (`test.scoped` in vitest 3). */
  chatOptions: ChatOptions;
  /** The emulators of this worker. */
  chatEmulators: Emulators;
  /** A tenant for this test alone, dropped after it. */
  chat: Chat;
}

/** Vitest's `test` with `chat`. */
export const test = base.extend<ChatFixtures>({
  chatOptions: {},
  chatEmulators: [
    // biome-ignore lint/correctness/noEmptyPattern: vitest reads from it which fixtures are wanted.
    async ({}, use) => {
      const emulators = new Emulators();
      await use(emulators);
      await emulators.close();
    },
    { scope: "worker" },
  ],
  chat: async ({ task, chatOptions, chatEmulators }, use) => {
    const shared = chatOptions.inProcess ? undefined : inject("chatEmulator");
    const { file } = task;
    const title = { title: titleOf(task), place: `${file.projectName ?? ""} ${file.name}` };
    const { chat, giveBack } = shared
      ? await (await import("./remote-emulator.ts")).RemoteEmulator.at(shared).lend(
          title,
          chatOptions,
        )
      : await chatEmulators.lend(title, chatOptions);
    await use(chat);
    try {
      const { errors = [], state } = task.result ?? {};
      const last = errors.at(-1);
      if (state === "fail" && last) await tellJournal(chat, last);
    } finally {
      await giveBack();
    }
  },
});

/** With the names of the groups around it. */
function titleOf(task: Named): string {
  const names = [task.name];
  for (let suite = task.suite; suite; suite = suite.suite) names.unshift(suite.name);
  return names.join(" ");
}

interface Named {
  readonly name: string;
  readonly suite?: Named | undefined;
}

async function tellJournal(chat: Chat, error: { message: string }): Promise<void> {
  const entries = await chat.journal.entries();
  error.message += `\n\n${lastEntries(chat.tenant, entries)}`;
}
