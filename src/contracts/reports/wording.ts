// What every report says in the same words: how a rule is known, what became of a check, and values of an endpoint.

import type { RuleSource } from "../judge/rule-source.ts";
import type { ContractReport } from "../run-contract.ts";
import type { CheckResult, Failure } from "../suite/check.ts";
import { curlOf } from "../suite/curl.ts";
import type { Recorded } from "../suite/recorded.ts";

/** How a rule is known. */
export type SourceOf = (rule: string) => RuleSource | undefined;

export type Outcome = CheckResult["status"] | "allowed";

const VALUE_MAX = 300;
const BODY_MAX = 1000;

/** The status with what the run was told to let pass taken apart. */
export function outcomeOf({ status, allowed }: CheckResult): Outcome {
  return status === "fail" && allowed ? "allowed" : status;
}

/** Why a failure is allowed: `reason (issue), until expires`. */
export function allowance({ allowed, reason = "" }: CheckResult): string {
  if (!allowed) return reason;
  const { issue, expires } = allowed;
  return `${allowed.reason}${issue ? ` (${issue})` : ""}${expires ? `, until ${expires}` : ""}`;
}

export function summaryOf({ summary, coverage }: ContractReport): string {
  const { passed, failed, flaky, skipped, allowed, total, durationMs } = summary;
  const { operations, rules } = coverage;
  return [
    `${total} checks: ${passed} passed, ${failed} failed, ${flaky} flaky, ${skipped} skipped${allowed > 0 ? `, ${allowed} allowed` : ""}`,
    `${operations.covered} of ${operations.known} operations and ${rules.covered} of ${rules.known} rules covered`,
    seconds(durationMs),
  ].join("; ");
}

export function seconds(durationMs: number): string {
  return `${(durationMs / 1000).toFixed(1)} s`;
}

/** `messages.send.created (observed: recording 7)`. */
export function ruleText(rule: string, sourceOf: SourceOf): string {
  const source = sourceOf(rule);
  return source ? `${rule} (${source.evidence}: ${source.source})` : rule;
}

/** Everything about one failure, a line for each thing. */
export function failureLines(failure: Failure): readonly string[] {
  const { message, pointer, expected, actual, exchange } = failure;
  return [
    shownText(message),
    ...(pointer === "" ? [] : [`at        ${shownText(pointer)}`]),
    `expected  ${shownValue(expected, VALUE_MAX)}`,
    `got       ${shownValue(actual, VALUE_MAX)}`,
    ...(exchange
      ? [
          shownText(curlOf(exchange.request)),
          `answered ${exchange.response.status}${leadingTo(exchange)} ${shownText(exchange.response.text, BODY_MAX)}`,
        ]
      : []),
  ];
}

/** Where a redirect leads, which the run has not followed. */
function leadingTo({ response }: Recorded): string {
  const { location } = response.headers;
  const isRedirect = response.status >= 300 && response.status < 400;
  return isRedirect && location !== undefined ? ` (to ${shownText(location)})` : "";
}

/** The rules of a check and each of its failures, as plain text. */
export function checkText({ rules, failures }: CheckResult, sourceOf: SourceOf): string {
  return [
    ...rules.map((rule) => `rule      ${ruleText(rule, sourceOf)}`),
    ...failures.flatMap(failureLines),
  ].join("\n");
}

/** What fails a run beside its checks. */
export interface Trouble {
  readonly title: string;
  readonly text: string;
}

export function troublesOf({ stale, leftovers }: ContractReport): readonly Trouble[] {
  return [
    ...stale.map((entry) => ({ title: "Stale allowance", text: staleText(entry) })),
    ...leftovers.map((leftover) => ({
      title: "Left behind",
      text: `Take away ${leftoverText(leftover)}, by the ledger of the run: the run could not.`,
    })),
  ];
}

export function staleText({ id, apiVersion, problem }: ContractReport["stale"][number]): string {
  const which = apiVersion === undefined ? id : `${id} at ${apiVersion}`;
  const why = problem === "expired" ? "its last day is over" : "it passes now";
  return `Take ${which} out of the allow list: ${why}.`;
}

export function leftoverText({ what, id, key, why }: ContractReport["leftovers"][number]): string {
  return `${what} ${id ?? `made with the key ${key}`}${why === undefined ? "" : `: ${why}`}`;
}

export function shownValue(value: unknown, lengthMax: number): string {
  return value === undefined ? "nothing" : shownText(JSON.stringify(value), lengthMax);
}

/** What was recorded may hold anything, line feeds and escape sequences included. */
export function shownText(text: string, lengthMax = Number.POSITIVE_INFINITY): string {
  const line = text.replace(/\p{Cc}+/gu, " ");
  return line.length > lengthMax ? `${line.slice(0, lengthMax)}…` : line;
}

/** Without what XML 1.0 cannot hold even escaped, and other readers of reports refuse: control characters, lone surrogates, U+FFFE and U+FFFF. */
export function plainText(text: string): string {
  return text.replace(/[^\t\n\r\x20-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, "");
}

export function cut(text: string, lengthMax: number): string {
  const left = text.length - lengthMax;
  return left > 0 ? `${text.slice(0, lengthMax)}… (${left} more characters)` : text;
}
