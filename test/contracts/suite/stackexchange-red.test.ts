// Every check of Stack Exchange chat is shown red on a server that is broken in just the way that it is there to notice.

import { afterAll, expect, test } from "vitest";
import { listChecks, runContract } from "../../../src/contracts/run-contract.ts";
import { stackexchange } from "../../../src/contracts/stackexchange/ledger.ts";
import type { CheckResult } from "../../../src/contracts/suite/check.ts";
import { createChatEmulator } from "../../../src/server/index.ts";
import type { Breaks } from "./breaks/edits.ts";
import { stackExchangeBreaks } from "./breaks/stackexchange/index.ts";
import { socketBreaks } from "./breaks/stackexchange/sockets.ts";
import { type Break, brokenDispatcher } from "./broken-server.ts";
import { chatUrl, everybody, hasty, timeFlies, withRooms } from "./sandbox.ts";

// One for all: a run deletes its messages.
const emulator = await createChatEmulator(withRooms);
afterAll(() => emulator.close());

const listed = await listChecks("stackexchange");
const checks = listed.map(({ id }) => id);
const breaks: Readonly<Record<string, Breaks>> = stackExchangeBreaks;

/** Nobody's key, for each account the form, the login and its key, and the room. */
const OPENING = 1 + 3 * everybody.length + 1;

async function judged(id: string, tamper: Break): Promise<readonly CheckResult[]> {
  const flies = timeFlies(emulator);
  const dispatcher = brokenDispatcher(
    emulator,
    (asked, answer) => {
      flies(asked, answer);
      tamper(asked, answer);
    },
    (_, count) => count <= OPENING,
  );
  const { checks: results } = await runContract({
    ...hasty,
    url: chatUrl,
    accounts: everybody,
    dispatcher,
    only: [id],
  });
  return results;
}

test("every check has a server that is broken for it, and every such server a check", () => {
  // What listens is shown red over the network, in stackexchange-sockets.test.ts.
  const known = [...Object.keys(breaks), ...Object.keys(socketBreaks)];
  expect(checks.filter((id) => !known.includes(id))).toEqual([]);
  expect(known.filter((id) => !checks.includes(id))).toEqual([]);
});

test("no two checks have the same id", () => {
  expect(new Set(checks).size).toBe(checks.length);
});

test("every rule and every operation of a check is in the ledger", () => {
  const { apis } = stackexchange;
  const rules = apis.flatMap((api) => Object.values(api.rules).flat()).map(({ id }) => id);
  const operations = apis.flatMap((api) => Object.keys(api.operations));
  expect(listed.flatMap((check) => check.rules).filter((id) => !rules.includes(id))).toEqual([]);
  expect(
    listed.flatMap((check) => check.operations).filter((name) => !operations.includes(name)),
  ).toEqual([]);
});

const cases = checks.flatMap((id) =>
  [breaks[id] ?? []].flat().map((tamper, at) => ({ id, at: at + 1, tamper })),
);

test.each(cases)("$id notices ($at)", async ({ id, tamper }) => {
  const results = await judged(id, tamper());
  expect(results.map(({ status }) => status)).toEqual(["fail"]);
  const [failure] = results[0]?.failures ?? [];
  expect(failure?.message).not.toBe("");
  expect(failure?.pointer).toMatch(/^\//);
});
