// What `contract` reports of a run, in each format.

import { githubReport } from "../src/contracts/reports/github.ts";
import { htmlReport } from "../src/contracts/reports/html.ts";
import { junitReport } from "../src/contracts/reports/junit.ts";
import { sarifReport } from "../src/contracts/reports/sarif.ts";
import {
  allowance,
  failureLines,
  leftoverText,
  outcomeOf,
  ruleText,
  type SourceOf,
  staleText,
  summaryOf,
} from "../src/contracts/reports/wording.ts";
import type { ContractReport } from "../src/contracts/run-contract.ts";
import type { CheckResult } from "../src/contracts/suite/check.ts";

export function contractReports(report: ContractReport, sourceOf: SourceOf) {
  return {
    pretty: () => prettyReport(report, sourceOf),
    json: () => `${JSON.stringify(report, null, 2)}\n`,
    junit: () => junitReport(report, sourceOf),
    sarif: () => sarifReport(report, sourceOf),
    github: () => githubReport(report, sourceOf),
    html: () => htmlReport(report, sourceOf),
    summary: summaryOf(report),
  };
}

function prettyReport(report: ContractReport, sourceOf: SourceOf): string {
  const notable = report.checks.filter(({ status }) => status !== "pass");
  const lines = [
    ...notable.flatMap((result) => resultLines(result, sourceOf)),
    ...report.stale.map((entry) => `STALE  ${staleText(entry)}`),
    ...leftoverLines(report),
    summaryOf(report),
  ];
  return `${lines.join("\n")}\n`;
}

function resultLines(result: CheckResult, sourceOf: SourceOf): string[] {
  const { id, title, apiVersion, reason, failures, rules } = result;
  const outcome = outcomeOf(result);
  const head = `${outcome.toUpperCase()}  ${title} (${id} at ${apiVersion})`;
  if (outcome === "skipped") return [`${head}: ${reason ?? ""}`];
  if (outcome === "allowed") return [`${head}: ${allowance(result)}`];
  return [
    head,
    ...rules.map((rule) => `  rule      ${ruleText(rule, sourceOf)}`),
    ...failures.flatMap((failure) => failureLines(failure).map((line) => `  ${line}`)),
    "",
  ];
}

function leftoverLines({ leftovers }: ContractReport): string[] {
  if (leftovers.length === 0) return [];
  const list = leftovers.map((leftover) => `  ${leftoverText(leftover)}`);
  return ["These could not be taken away; the ledger is kept for contract clean:", ...list];
}
