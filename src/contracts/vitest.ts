// The contract suite as tests of vitest: each check is one test, so that a repository runs it as its own.

import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { ContractOptions } from "./contract-options.ts";
import { ContractRun, type PlannedCheck } from "./contract-run.ts";
import { allowance, checkText, leftoverText, type SourceOf, staleText } from "./reports/wording.ts";
import type { CheckResult } from "./suite/check.ts";

/** What `runContract` takes, but for what a runner of tests does itself. */
export type DescribeContractOptions = Omit<
  ContractOptions,
  "signal" | "onResult" | "seed" | "retries"
> & {
  /** What the tests are called together. */
  readonly title?: string;
  /** Milliseconds for one check, two minutes by default. */
  readonly checkTimeoutMs?: number;
};

const CHECK_TIMEOUT_MS = 120_000;

/** Registers a test for each check; call it at the top of a test file, as `describe` is called. */
export function describeContract(options: DescribeContractOptions): void {
  const { title = `The contract at ${options.url}`, checkTimeoutMs = CHECK_TIMEOUT_MS } = options;
  const results: CheckResult[] = [];
  describe.sequential(title, async () => {
    // A test that fails is run again by vitest's own `retry`.
    const run = await ContractRun.prepare({ ...options, retries: 0 });
    const { sourceOf } = run;
    beforeAll(() => run.open(), checkTimeoutMs);
    afterAll(async () => {
      const leftovers = await run.close();
      expect(leftovers.map(leftoverText), "These could not be taken away.").toEqual([]);
    }, checkTimeoutMs);
    for (const [version, checks] of byVersion(run.checks)) {
      describe(version, () => {
        for (const check of checks) testOf(check, { results, sourceOf, timeoutMs: checkTimeoutMs });
      });
    }
    if (options.allow && options.allow.length > 0) {
      test("every allowed failure is still needed", () => {
        const { stale } = run.report(results, []);
        expect(stale.map(staleText)).toEqual([]);
      });
    }
  });
}

interface Around {
  readonly results: CheckResult[];
  readonly sourceOf: SourceOf;
  readonly timeoutMs: number;
}

function testOf(check: PlannedCheck, { results, sourceOf, timeoutMs }: Around): void {
  test(
    `${check.id}: ${check.title}`,
    async ({ skip }) => {
      const result = await check.run();
      results.push(result);
      if (result.status === "skipped") skip(result.reason ?? "");
      if (result.allowed) skip(`A known failure: ${allowance(result)}`);
      if (result.status === "fail") throw new Error(`\n${checkText(result, sourceOf)}`);
    },
    timeoutMs,
  );
}

function byVersion(checks: readonly PlannedCheck[]): ReadonlyMap<string, readonly PlannedCheck[]> {
  const groups = new Map<string, PlannedCheck[]>();
  for (const check of checks) {
    const group = groups.get(check.apiVersion) ?? [];
    group.push(check);
    groups.set(check.apiVersion, group);
  }
  return groups;
}
