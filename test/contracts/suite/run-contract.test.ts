// The contract suite on the emulator: green at every version, in every way to reach it, with next to all of the contract covered.

import { expect, test } from "vitest";
import { chatApi, identityApi } from "../../../src/contracts/acs/index.ts";
import {
  type ContractOptions,
  type ContractReport,
  runContract,
} from "../../../src/contracts/run-contract.ts";
import { createChatEmulator } from "../../../src/server/index.ts";

/** A run may take so long on a machine that does much else. */
const LONG_MS = 240_000;

async function judged(way: "in process" | "http" | "https", apiVersion: string) {
  await using emulator = await createChatEmulator();
  const { connectionString } = emulator.acs;
  const common: Omit<ContractOptions, "url"> = { connectionString, apiVersion };
  if (way === "in process") {
    const { dispatcher } = emulator;
    return await runContract({ ...common, url: emulator.acs.endpoint, dispatcher });
  }
  await emulator.listen({ port: 0 });
  const url = way === "http" ? emulator.url : emulator.httpsUrl;
  return await runContract({ ...common, url, caFile: emulator.caFile });
}

function expectGreen({ checks, leftovers, coverage }: ContractReport): void {
  const bad = checks
    // The rates of the emulator are off unless asked for.
    .filter(({ id, status }) => status !== "pass" && id !== "acs.limits.refusal")
    .map(({ id, apiVersion, status, failures, reason }) => ({
      id,
      apiVersion,
      status,
      reason,
      failures,
    }));
  expect(bad).toEqual([]);
  expect(leftovers).toEqual([]);
  expect(coverage.operations.missing).toEqual([]);
  expect(coverage.rules.covered / coverage.rules.known).toBeGreaterThanOrEqual(0.95);
}

test.each(["in process", "http", "https"] as const)(
  "every check passes at every version, %s",
  async (way) => {
    const report = await judged(way, "all");
    expectGreen(report);
    const versions = new Set(report.checks.map(({ apiVersion }) => apiVersion));
    for (const { id } of [...chatApi.versions, ...identityApi.versions]) {
      expect(versions).toContain(id);
    }
    expect(report.coverage.operations.known).toBe(25);
  },
  LONG_MS,
);

test(
  "at the newest version every operation and at least 95 percent of its rules are covered",
  async () => {
    const report = await judged("in process", "2025-03-15");
    expectGreen(report);
    expect(report.summary.total).toBeGreaterThan(300);
  },
  LONG_MS,
);

test(
  "with rates on, what they allow is answered and a call too many is refused as it has to be",
  async () => {
    await using emulator = await createChatEmulator({ rateLimits: true });
    const { connectionString, endpoint: url } = emulator.acs;
    const { dispatcher } = emulator;
    const only = ["acs.limits.*"];
    const { checks } = await runContract({ url, connectionString, dispatcher, only });
    expect(checks.filter(({ status }) => status !== "pass")).toEqual([]);
    expect(checks.length).toBeGreaterThan(10);
  },
  LONG_MS,
);
