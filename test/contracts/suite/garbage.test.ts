// Whatever an endpoint answers, a run comes to its end with a report: no answer is a mistake of the suite's.

import { describe, expect, test } from "vitest";
import { type ContractOptions, runContract } from "../../../src/contracts/run-contract.ts";
import { NothingJudged } from "../../../src/contracts/suite/nothing-judged.ts";
import { createChatEmulator } from "../../../src/server/index.ts";
import { Random } from "../../../src/server/random.ts";
import { type Answer, brokenDispatcher } from "./broken-server.ts";
import { chatUrl, everybody, hasty, withRooms } from "./sandbox.ts";

const texts = [
  "",
  "null",
  "true",
  "[]",
  "{}",
  "[[[[[]]]]]",
  '"ok"',
  '{"value":null,"nextLink":5}',
  '{"value":[null,5,{"id":{}}],"nextLink":"http://["}',
  '{"chatThread":{"id":null}}',
  '{"events":5,"time":"x","users":[null]}',
  '{"r1":{"e":[null,{"event_type":"1"}],"t":[]}}',
  '{"id":-1,"time":1e999}',
  '{"url":"not a url"}',
  "<html>",
  "<p>&#99999999999;</p>",
  "<b>".repeat(20_000),
  '<input name="fkey"><div class="message" id="message-">',
  "\u0000\ud800",
];

const headers: readonly Record<string, string>[] = [
  { location: "http://[" },
  { location: "" },
  { "set-cookie": "=;=;, a" },
  { "content-type": ";;" },
  { "retry-after": "soon" },
  { date: "never" },
];

/** Spoils one answer in so many, each time in another way. */
function spoiler(seed: number, every: number) {
  const random = new Random(seed);
  const one = <Item>(items: readonly Item[]): Item | undefined =>
    items[Math.floor(random.next() * items.length)];
  return (_: unknown, answer: Answer): void => {
    if (random.next() > 1 / every) return;
    if (random.next() < 0.7) answer.text = one(texts) ?? "";
    if (random.next() < 0.3) answer.status = one([200, 201, 204, 302, 400, 401, 404, 500]) ?? 200;
    if (random.next() < 0.3) Object.assign(answer.headers, one(headers));
  };
}

async function ends(options: ContractOptions): Promise<void> {
  try {
    const { summary } = await runContract(options);
    expect(summary.passed + summary.failed + summary.skipped + summary.flaky).toBe(summary.total);
  } catch (error) {
    expect(error).toBeInstanceOf(NothingJudged);
  }
}

const seeds = [1, 2];

describe.each([2, 10])("one answer in %d is spoilt", (every) => {
  test.each(seeds)("a run against Stack Exchange chat comes to its end, seed %d", async (seed) => {
    await using emulator = await createChatEmulator(withRooms);
    const dispatcher = brokenDispatcher(emulator, spoiler(seed, every), (_, count) => count < 20);
    await ends({ ...hasty, url: chatUrl, accounts: everybody, dispatcher });
  });

  test.each(seeds)("a run against ACS comes to its end, seed %d", async (seed) => {
    await using emulator = await createChatEmulator();
    const { endpoint: url, connectionString } = emulator.acs;
    const dispatcher = brokenDispatcher(emulator, spoiler(seed, every));
    await ends({ url, connectionString, dispatcher, retries: 0, patienceSeconds: 0 });
  });
});
