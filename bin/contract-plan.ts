// The calls that a contract run would make, found by making them to an emulator in this process.

import { type ContractOptions, ContractRun } from "../src/contracts/contract-run.ts";
import type { RecordedRequest } from "../src/contracts/suite/recorded.ts";
import { createChatEmulator } from "../src/server/index.ts";

/** What the emulator has made up and the endpoint will name otherwise. */
const names: readonly (readonly [pattern: RegExp, name: string])[] = [
  [/19:acsV1_[\w-]+@thread\.v2/g, "{thread}"],
  [/8:acs:[0-9a-f-]{36}_[0-9a-f-]{36}/g, "{user}"],
  [/\/messages\/\d{13}/g, "/messages/{message}"],
  [/\/images\/[\w-]+/g, "/images/{image}"],
  [/syncState=[^&]+/g, "syncState={state}"],
];

/** Prints each check with its calls as soon as they are known. */
export async function printPlan(
  url: string,
  options: Omit<ContractOptions, "url">,
  print: (text: string) => void,
): Promise<void> {
  await using emulator = await createChatEmulator();
  const { endpoint, connectionString } = emulator.acs;
  const hasKey = options.connectionString !== undefined;
  const users = (options.tokens ?? []).map((_, at) => emulator.acs.user(`user${at + 1}`));
  const tokens = (await Promise.all(users)).map(({ token }) => token);
  const { caFile: _, ratePerMinute: __, ...rest } = options;
  const target = new Target(url, endpoint);
  let calls = new Calls(target);
  const run = new ContractRun({
    ...rest,
    url: endpoint,
    tokens,
    ...(hasKey && { connectionString }),
    dispatcher: emulator.dispatcher,
    onExchange: ({ request }) => calls.add(request),
  });
  const step = async (title: string, work: () => Promise<unknown>) => {
    calls = new Calls(target);
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

/** Where the calls would go. */
class Target {
  readonly #url: string;
  readonly #emulator: string;

  constructor(url: string, emulator: string) {
    this.#url = url.replace(/\/+$/, "");
    this.#emulator = emulator.replace(/\/+$/, "");
  }

  shown({ method, url }: RecordedRequest): string {
    const path = decodeURIComponent(url.slice(this.#emulator.length));
    const isOfResource = /^\/+(chat|identities|teamsUser)\b/.test(path);
    const host = isOfResource ? this.#url : "{notification service}";
    const named = names.reduce((text, [pattern, name]) => text.replace(pattern, name), path);
    return `  ${method} ${host}${isOfResource ? named : named.replace(/\?.*/s, "")}`;
  }
}

/** The calls of one step; the same one again and again is one line. */
class Calls {
  readonly #target: Target;
  readonly #lines: { text: string; times: number }[] = [];
  count = 0;

  constructor(target: Target) {
    this.#target = target;
  }

  add(request: RecordedRequest): void {
    const text = this.#target.shown(request);
    const last = this.#lines.at(-1);
    this.count += 1;
    if (last?.text === text) last.times += 1;
    else this.#lines.push({ text, times: 1 });
  }

  get lines(): readonly string[] {
    return this.#lines.map(({ text, times }) => (times === 1 ? text : `${text} (${times} times)`));
  }
}
