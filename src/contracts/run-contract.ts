// Decides whether an endpoint keeps its vendor's contract: runs every check against it and says what it found.

import { type ContractOptions, clientOptionsOf } from "./contract-options.ts";
import { type ContractReport, ContractRun } from "./contract-run.ts";
import type { VendorName } from "./judge/exchange.ts";
import type { CheckResult } from "./suite/check.ts";
import { createClient } from "./suite/client.ts";
import { Ledger, type Leftover } from "./suite/ledger.ts";
import { type ListedCheck, suiteOf } from "./vendor-suites.ts";

export type { Account, ContractOptions, Progress } from "./contract-options.ts";
export type { ContractReport } from "./contract-run.ts";
export type { Covered } from "./suite/coverage.ts";
export { NothingJudged } from "./suite/nothing-judged.ts";
export type { ListedCheck } from "./vendor-suites.ts";

/** Throws NothingJudged when nothing could be judged. */
export async function runContract(options: ContractOptions): Promise<ContractReport> {
  const run = await ContractRun.prepare(options);
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

/** Every check of a vendor with its sentence, for a list. */
export async function listChecks(vendor: VendorName = "acs"): Promise<readonly ListedCheck[]> {
  return (await suiteOf(vendor)).checks;
}

/** Takes away what an earlier run has left, by its ledger; resolves to what is still there. */
export async function cleanContract(
  ledgerFile: string,
  options: Omit<ContractOptions, "url" | "ledgerFile">,
): Promise<{ readonly removed: number; readonly leftovers: readonly Leftover[] }> {
  const { run, leftovers } = Ledger.read(ledgerFile);
  const suite = await suiteOf(run.vendor);
  const sender = createClient(clientOptionsOf(options));
  try {
    const means = { url: run.url, sender, ledger: new Ledger() };
    const kept = await suite.stage({ ...options, url: run.url }, means).cleanUp(leftovers);
    return { removed: leftovers.length - kept.length, leftovers: kept };
  } finally {
    await sender.close();
  }
}
