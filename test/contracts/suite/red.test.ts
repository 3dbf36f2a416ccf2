// Every check of the suite is shown red on a server that is broken in just the way that it is there to notice.

import { afterAll, expect, test } from "vitest";
import { acs } from "../../../src/contracts/acs/ledger.ts";
import { listChecks, runContract } from "../../../src/contracts/run-contract.ts";
import type { CheckResult } from "../../../src/contracts/suite/check.ts";
import { createChatEmulator } from "../../../src/server/index.ts";
import { breaks, breaksOf } from "./breaks/index.ts";
import { type Break, brokenDispatcher } from "./broken-server.ts";

// One for all: a run makes its own people and leaves nothing behind.
const emulator = await createChatEmulator();
afterAll(() => emulator.close());

const listed = await listChecks();
const checks = listed.map(({ id }) => id);

/** The newest version that has the check. */
async function judgedAt(id: string, tamper: Break): Promise<readonly CheckResult[]> {
  const dispatcher = brokenDispatcher(emulator, tamper);
  const { checks: results } = await runContract({
    url: emulator.acs.endpoint,
    connectionString: emulator.acs.connectionString,
    dispatcher,
    apiVersion: versionFor(id),
    only: [id],
    retries: 0,
    patienceSeconds: 0,
  });
  return results;
}

function versionFor(id: string): string {
  return listed.find((check) => check.id === id)?.versions.at(-1) ?? "";
}

test("every check has a server that is broken for it, and every such server a check", () => {
  expect(checks.filter((id) => breaksOf(id).length === 0)).toEqual([]);
  expect(Object.keys(breaks).filter((id) => !checks.includes(id))).toEqual([]);
});

test("no two checks have the same id", () => {
  expect(new Set(checks).size).toBe(checks.length);
});

test("every rule of a check is in the ledger", () => {
  const known = new Set(
    acs.apis.flatMap(({ rules }) => Object.values(rules).flat()).map(({ id }) => id),
  );
  const named = listed.flatMap(({ rules }) => rules);
  expect([...new Set(named)].filter((rule) => !known.has(rule))).toEqual([]);
});

const cases = checks.flatMap((id) =>
  breaksOf(id).map((tamper, at) => ({ id, at: at + 1, tamper })),
);

test.each(cases)("$id notices ($at)", async ({ id, tamper }) => {
  const results = await judgedAt(id, tamper());
  expect(results.map(({ status }) => status)).toEqual(["fail"]);
  const [failure] = results[0]?.failures ?? [];
  expect(failure?.message).not.toBe("");
  expect(failure?.pointer).toMatch(/^\//);
});
