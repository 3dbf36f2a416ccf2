// Runs one check in a scene of its own, and says what became of it.

import { redactExchange, redactText, redactViolation } from "../judge/redact.ts";
import { type Check, CheckFailed, type CheckResult, CheckSkipped, type Failure } from "./check.ts";
import { NoAnswer } from "./no-answer.ts";

/** What a vendor's suite needs at one version: the checks, and a scene for each. */
export interface Stage<Scene> {
  readonly apiVersion: string;
  readonly checks: readonly Check<Scene>[];
  /** Why the check cannot run here, if it cannot. */
  hindrance(check: Check<Scene>): string | undefined;
  scene(check: Check<Scene>): Scene;
}

/** What one try came to; `unanswered` when the endpoint gave no answer that could be judged. */
type Outcome =
  | { readonly kind: "pass" }
  | { readonly kind: "skipped"; readonly reason: string }
  | { readonly kind: "fail" | "unanswered"; readonly failure: Failure };

export interface JudgedCheck {
  readonly result: CheckResult;
  readonly isUnanswered: boolean;
}

/** A check together with the stage that it runs on. */
export interface BoundCheck {
  readonly id: string;
  readonly title: string;
  readonly apiVersion: string;
  run(retries: number): Promise<JudgedCheck>;
  skip(reason: string): JudgedCheck;
}

export function bound<Scene>(stage: Stage<Scene>): readonly BoundCheck[] {
  return stage.checks.map((check) => ({
    id: check.id,
    title: check.title,
    apiVersion: stage.apiVersion,
    run: (retries) => runCheck(stage, check, retries),
    skip: (reason) => skipped(stage, check, reason),
  }));
}

/** A check that fails is tried again, `retries` times; one that then passes is flaky. */
async function runCheck<Scene>(
  stage: Stage<Scene>,
  check: Check<Scene>,
  retries: number,
): Promise<JudgedCheck> {
  const hindrance = stage.hindrance(check);
  if (hindrance !== undefined) return skipped(stage, check, hindrance);
  const startedAt = performance.now();
  const failures: Failure[] = [];
  const ended = (status: "pass" | "flaky" | "fail", kept: readonly Failure[]): CheckResult => {
    const durationMs = Math.round(performance.now() - startedAt);
    return { ...commonOf(stage, check), status, durationMs, failures: kept };
  };
  let isUnanswered = true;
  for (let attempt = 0; attempt <= retries; attempt += 1) {
    const outcome = await tryOnce(stage, check);
    if (outcome.kind === "skipped") return skipped(stage, check, outcome.reason);
    // One try that was judged is a judgement, whatever became of the others.
    isUnanswered &&= outcome.kind === "unanswered";
    if (outcome.kind === "pass") {
      return { result: ended(attempt === 0 ? "pass" : "flaky", failures), isUnanswered };
    }
    failures.push(outcome.failure);
  }
  return { result: ended("fail", failures.slice(-1)), isUnanswered };
}

function skipped<Scene>(stage: Stage<Scene>, check: Check<Scene>, reason: string): JudgedCheck {
  const common = commonOf(stage, check);
  const result = { ...common, status: "skipped" as const, durationMs: 0, failures: [], reason };
  return { result, isUnanswered: false };
}

function commonOf<Scene>(stage: Stage<Scene>, { id, title, operations, rules }: Check<Scene>) {
  return { id, title, operations, rules, apiVersion: stage.apiVersion };
}

async function tryOnce<Scene>(stage: Stage<Scene>, check: Check<Scene>): Promise<Outcome> {
  try {
    await check.run(stage.scene(check));
    return { kind: "pass" };
  } catch (error) {
    if (error instanceof CheckSkipped) return { kind: "skipped", reason: error.message };
    if (error instanceof CheckFailed) {
      return { kind: "fail", failure: withoutSecrets(error.failure) };
    }
    // Whoever wrote the check has made a mistake; that is nobody else's failure.
    if (!(error instanceof NoAnswer)) throw error;
    const { code, message } = error;
    const failure = { pointer: "", expected: "an answer", actual: code, message };
    return { kind: "unanswered", failure };
  }
}

function withoutSecrets(failure: Failure): Failure {
  const { pointer, expected, actual } = redactViolation({ rule: "", ...failure });
  const shown = { ...failure, pointer, expected, actual };
  if (!failure.exchange) return shown;
  const { request, response, ...times } = failure.exchange;
  const redacted = redactExchange({ request, response });
  const text = redactText(response.text);
  return {
    ...shown,
    exchange: { request: redacted.request, response: { ...redacted.response, text }, ...times },
  };
}
