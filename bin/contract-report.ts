// What `contract` prints of a run: for people, and as JSON.

import type { RuleSource } from "../src/contracts/judge/rule-source.ts";
import type { ContractReport } from "../src/contracts/run-contract.ts";
import type { CheckResult, Failure } from "../src/contracts/suite/check.ts";
import { curlOf } from "../src/contracts/suite/curl.ts";
import { shownText, shownValue } from "./reports.ts";

/** How a rule is known. */
export type SourceOf = (rule: string) => RuleSource | undefined;

const VALUE_MAX = 300;
const BODY_MAX = 1000;

export function prettyContractReport(report: ContractReport, sourceOf: SourceOf): string {
  const notable = report.checks.filter(({ status }) => status !== "pass");
  const lines = [
    ...notable.flatMap((result) => resultLines(result, sourceOf)),
    ...leftoverLines(report),
    summaryOf(report),
  ];
  return `${lines.join("\n")}\n`;
}

export function jsonContractReport(report: ContractReport): string {
  return `${JSON.stringify(report, null, 2)}\n`;
}

export function summaryOf({ summary, coverage }: ContractReport): string {
  const { passed, failed, flaky, skipped, total, durationMs } = summary;
  const { operations, rules } = coverage;
  return [
    `${total} checks: ${passed} passed, ${failed} failed, ${flaky} flaky, ${skipped} skipped`,
    `${operations.covered} of ${operations.known} operations and ${rules.covered} of ${rules.known} rules covered`,
    `${(durationMs / 1000).toFixed(1)} s`,
  ].join("; ");
}

function resultLines(result: CheckResult, sourceOf: SourceOf): string[] {
  const { status, id, title, apiVersion, reason, failures, rules } = result;
  const head = `${status.toUpperCase()}  ${title} (${id} at ${apiVersion})`;
  if (status === "skipped") return [`${head}: ${reason ?? ""}`];
  return [
    head,
    ...rules.map((rule) => `  rule      ${rule}${knownAs(sourceOf(rule))}`),
    ...failures.flatMap(failureLines),
    "",
  ];
}

function knownAs(source: RuleSource | undefined): string {
  return source ? ` (${source.evidence}: ${source.source})` : "";
}

function failureLines({ message, pointer, expected, actual, exchange }: Failure): string[] {
  return [
    `  ${message}`,
    `  at        ${pointer}`,
    `  expected  ${shownValue(expected, VALUE_MAX)}`,
    `  got       ${shownValue(actual, VALUE_MAX)}`,
    ...(exchange
      ? [
          `  ${curlOf(exchange.request)}`,
          `  answered ${exchange.response.status} ${shownText(exchange.response.text, BODY_MAX)}`,
        ]
      : []),
  ];
}

function leftoverLines({ leftovers }: ContractReport): string[] {
  if (leftovers.length === 0) return [];
  const list = leftovers.map(
    ({ what, id, key }) => `  ${what} ${id ?? `made with the key ${key}`}`,
  );
  return ["These could not be taken away; the ledger is kept for contract clean:", ...list];
}
