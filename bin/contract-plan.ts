// The calls that a contract run would make, found by making them to an emulator in this process.

import type { ContractOptions } from "../src/contracts/contract-options.ts";
import { ContractRun } from "../src/contracts/contract-run.ts";
import type { RecordedRequest } from "../src/contracts/suite/recorded.ts";
import { createChatEmulator } from "../src/server/index.ts";
import { type Rehearsal, rehearsalOf } from "./contract-rehearsal.ts";

/** Prints each check with its calls as soon as they are known. */
export async function printPlan(
  url: string,
  options: Omit<ContractOptions, "url">,
  print: (text: string) => void,
): Promise<void> {
  await using emulator = await createChatEmulator(
    options.vendor === "stackexchange" ? { fixtures: ["sandbox"] } : {},
  );
  const rehearsal = await rehearsalOf(url, options, emulator);
  let calls = new Calls(rehearsal);
  const run = await ContractRun.prepare({
    ...rehearsal.means,
    dispatcher: emulator.dispatcher,
    onExchange: ({ request }) => calls.add(request),
  });
  const step = async (title: string, work: () => Promise<unknown>) => {
    calls = new Calls(rehearsal);
    await work();
    if (calls.lines.length > 0) print(`${[title, ...calls.lines].join("\n")}\n`);
  };
  let checks = 0;
  let total = 0;
  await step("before the first check", () => run.open());
  total += calls.count;
  for (const check of run.checks) {
    await step(`${check.id} at ${check.apiVersion}`, () => check.run());
    total += calls.count;
    checks += calls.count > 0 ? 1 : 0;
  }
  await step("after the last check", () => run.close());
  total += calls.count;
  print(`${checks} checks, ${total} calls; none was made to ${url}\n`);
}

/** The calls of one step; the same one again and again is one line. */
class Calls {
  readonly #rehearsal: Rehearsal;
  readonly #lines: { text: string; times: number }[] = [];
  count = 0;

  constructor(rehearsal: Rehearsal) {
    this.#rehearsal = rehearsal;
  }

  add(request: RecordedRequest): void {
    const text = this.#rehearsal.shown(request);
    const last = this.#lines.at(-1);
    this.count += 1;
    if (last?.text === text) last.times += 1;
    else this.#lines.push({ text, times: 1 });
  }

  get lines(): readonly string[] {
    return this.#lines.map(({ text, times }) => (times === 1 ? text : `${text} (${times} times)`));
  }
}
