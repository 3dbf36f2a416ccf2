// What `check` prints of the exchanges that it judged: for people, and as JSON.

import type { Violation } from "../src/contracts/judge/exchange.ts";
import type { RuleSource } from "../src/contracts/judge/rule-source.ts";
import { shownText, shownValue } from "./reports.ts";

/** All of it without secrets. */
export interface CheckedExchange {
  readonly file: string;
  readonly place: string;
  readonly method: string;
  readonly path: string;
  readonly status: number;
  readonly operation: string | undefined;
  readonly apiVersion: string | undefined;
  readonly unjudged?: string;
  readonly violations: readonly (Violation & Partial<RuleSource>)[];
}

/** More of one exchange would bury the next. */
const SHOWN_MAX = 10;
const VALUE_MAX = 200;

export function prettyReport(checked: readonly CheckedExchange[]): string {
  const failed = checked.filter(({ violations }) => violations.length > 0);
  const reasons = [...countBy(checked.filter(isOfVendor), ({ unjudged }) => unjudged)];
  const skipped = reasons.map(([reason, count]) => `  ${count} not judged: ${shownText(reason)}`);
  const lines = [...failed.flatMap(failureLines), summaryLine(checked), ...skipped];
  return `${lines.join("\n")}\n`;
}

export function jsonReport(checked: readonly CheckedExchange[]): string {
  const summary = summaryOf(checked);
  return `${JSON.stringify({ summary, exchanges: checked }, null, 2)}\n`;
}

export function summaryLine(checked: readonly CheckedExchange[]): string {
  const { exchanges, judged, violations, notOfThisVendor } = summaryOf(checked);
  return `${exchanges} exchanges, ${judged} judged, ${violations} violations, ${notOfThisVendor} not of this vendor`;
}

function summaryOf(checked: readonly CheckedExchange[]) {
  return {
    exchanges: checked.length,
    judged: checked.filter(({ unjudged }) => unjudged === undefined).length,
    violations: checked.reduce((sum, { violations }) => sum + violations.length, 0),
    notOfThisVendor: checked.filter((exchange) => !isOfVendor(exchange)).length,
  };
}

function isOfVendor({ operation }: CheckedExchange): boolean {
  return operation !== undefined;
}

function failureLines(exchange: CheckedExchange): string[] {
  const { file, place, method, path, status, operation, apiVersion, violations } = exchange;
  const left = violations.length - SHOWN_MAX;
  return [
    shownText(`${file}, ${place}: ${method} ${path} answered ${status}`),
    `  ${operation} at ${apiVersion}`,
    ...violations.slice(0, SHOWN_MAX).flatMap(violationLines),
    ...(left > 0 ? [`  and ${left} more`] : []),
    "",
  ];
}

function violationLines(violation: CheckedExchange["violations"][number]): string[] {
  const { rule, evidence, source, pointer, expected, actual, message } = violation;
  const known = evidence === undefined ? "" : ` (${evidence}: ${source})`;
  return [
    `  ${shownText(message)}`,
    `    rule      ${rule}${known}`,
    `    at        ${shownText(pointer)}`,
    `    expected  ${shownValue(expected, VALUE_MAX)}`,
    `    got       ${shownValue(actual, VALUE_MAX)}`,
  ];
}

function countBy<Item>(
  items: readonly Item[],
  key: (item: Item) => string | undefined,
): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const item of items) {
    const name = key(item);
    if (name !== undefined) counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return counts;
}
