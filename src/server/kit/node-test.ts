// chat-emulator/node-test: the same tenant for each test of node:test, and the matchers as assertions.

import { AssertionError } from "node:assert";
import { judgeOrder } from "./be-in-order.ts";
import type { Chat, ChatOptions } from "./chat.ts";
import { Emulators } from "./emulators.ts";
import { lastEntries } from "./entry-line.ts";
import { judgeReceived, type ReceivedOptions } from "./have-received.ts";
import type { Judgement } from "./judgement.ts";
import { type ContractVendor, judgeBody } from "./match-contract.ts";
import type { Watched } from "./waiting.ts";

export type { Chat, ChatOptions } from "./chat.ts";
export type { ReceivedOptions } from "./have-received.ts";

/** As much of `TestContext` as is needed. */
export interface NodeTest {
  readonly name: string;
  readonly fullName?: string;
  readonly filePath?: string | undefined;
  after(drop: () => Promise<void>): void;
  diagnostic(message: string): void;
}

const emulators = new Emulators({ closesIdle: true });

/** A tenant for this test alone, dropped after it: `const chat = await useChat(t)`. Rejects when an option is not valid. */
export async function useChat(t: NodeTest, options: ChatOptions = {}): Promise<Chat> {
  const { name, fullName = name, filePath = process.argv[1] ?? "" } = t;
  // Not the whole path: it is another one on every machine.
  const place = filePath.split(/[\\/]/).slice(-2).join("/");
  const { chat, giveBack } = await emulators.lend({ title: fullName, place }, options);
  t.after(async () => {
    if (hasFailed(t)) t.diagnostic(lastEntries(chat.tenant, await chat.journal.entries()));
    await giveBack();
  });
  return chat;
}

/** Fails when those calls did not come within a while, and says what came instead. */
export async function assertReceived(
  watched: Watched,
  operation: string,
  options?: ReceivedOptions,
): Promise<void> {
  expectPass(await judgeReceived(watched, operation, options), assertReceived);
}

/** Fails when such a call has come. */
export async function assertNotReceived(
  watched: Watched,
  operation: string,
  options: Omit<ReceivedOptions, "times" | "withinMs"> = {},
): Promise<void> {
  const judgement = await judgeReceived(watched, operation, options, true);
  expectPass({ ...judgement, pass: !judgement.pass }, assertNotReceived);
}

/** Fails when a body has not the schema of that model, such as `"acs", "2025-03-15", "ChatMessage"`. */
export function assertContract(
  body: unknown,
  vendor: ContractVendor,
  version: string,
  model: string,
): void {
  expectPass(judgeBody(body, vendor, version, model), assertContract);
}

/** Fails when these did not happen one after the other: operations of a journal, or notifications in a list. */
export async function assertInOrder(
  subject: Watched | readonly unknown[],
  names: readonly string[],
): Promise<void> {
  expectPass(await judgeOrder(subject, names), assertInOrder);
}

function expectPass({ pass, message }: Judgement, stackStartFn: (...args: never) => unknown): void {
  if (!pass) throw new AssertionError({ message: message(), stackStartFn });
}

/** Node 20.12 and later know of it while the hooks run. */
function hasFailed(t: object): boolean {
  return Reflect.get(t, "passed") === false || Boolean(Reflect.get(t, "error"));
}
