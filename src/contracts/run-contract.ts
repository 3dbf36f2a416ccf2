// Decides whether an endpoint keeps its vendor's contract: runs every check against it and says what it found.

import { checksByApi } from "./acs/checks/index.ts";
import { apiNames, versionIds, versionOf } from "./acs/checks/stage.ts";
import {
  type ContractOptions,
  type ContractReport,
  ContractRun,
  clientOptionsOf,
  createStage,
} from "./contract-run.ts";
import type { Check, CheckResult } from "./suite/check.ts";
import { createClient } from "./suite/client.ts";
import { Ledger, type Leftover } from "./suite/ledger.ts";

export {
  type ContractOptions,
  type ContractReport,
  checkIds,
  NothingJudged,
  type Progress,
} from "./contract-run.ts";
export type { Covered } from "./suite/coverage.ts";

/** Throws NothingJudged when nothing could be judged. */
export async function runContract(options: ContractOptions): Promise<ContractReport> {
  const run = new ContractRun(options);
  const results: CheckResult[] = [];
  let leftovers: readonly Leftover[] = [];
  try {
    await run.open();
    for (const check of run.checks) {
      if (options.signal?.aborted) break;
      const result = await check.run();
      results.push(result);
      options.onResult?.(result, { done: results.length, total: run.checks.length });
    }
  } finally {
    // What was made is taken away however the run ends.
    leftovers = await run.close();
  }
  run.requireJudged(results);
  return run.report(results, leftovers);
}

/** Whether a run found nothing that is wrong, left nothing behind and has no allowance that is no longer needed. */
export function hasPassed({ summary, stale, leftovers }: ContractReport): boolean {
  return summary.failed === 0 && stale.length === 0 && leftovers.length === 0;
}

export interface ListedCheck
  extends Pick<Check<unknown>, "id" | "title" | "operations" | "rules" | "profile"> {
  /** The api-versions that have what is checked, the oldest first. */
  readonly versions: readonly string[];
}

/** Every check with its sentence, for a list. */
export function listChecks(): readonly ListedCheck[] {
  return apiNames.flatMap((api) => {
    const versions = versionIds(api).map((id) => versionOf(api, id));
    return checksByApi[api].map(({ id, title, operations, rules, profile, appliesTo }) => ({
      id,
      title,
      operations,
      rules,
      profile,
      versions: versions.filter((at) => appliesTo?.(at) ?? true).map((at) => at.id),
    }));
  });
}

/** Takes away what an earlier run has left, by its ledger; resolves to what is still there. */
export async function cleanContract(
  ledgerFile: string,
  options: Omit<ContractOptions, "url" | "ledgerFile">,
): Promise<{ readonly removed: number; readonly leftovers: readonly Leftover[] }> {
  const { run, leftovers } = Ledger.read(ledgerFile);
  const sender = createClient(clientOptionsOf(options));
  try {
    const stage = createStage({ ...options, url: run.url }, run.url, sender, new Ledger());
    const kept = await stage.cleanUp(leftovers);
    return { removed: leftovers.length - kept.length, leftovers: kept };
  } finally {
    await sender.close();
  }
}
