// Runs the checks of a suite one after the other, each in a scene of its own, and says what became of them.

import { redactExchange, redactText, redactViolation } from "../judge/redact.ts";
import { type Check, CheckFailed, type CheckResult, type Failure } from "./check.ts";
import { NoAnswer } from "./client.ts";

/** What a vendor's suite needs for one check: people, and a way to clean up. */
export interface Stage<Scene> {
  readonly apiVersion: string;
  readonly checks: readonly Check<Scene>[];
  /** Why the check cannot run here, if it cannot. */
  hindrance(check: Check<Scene>): string | undefined;
  scene(check: Check<Scene>): Scene;
}

export interface RunOptions {
  /** How often a check that fails is tried again; one that then passes is flaky. */
  readonly retries: number;
  readonly signal?: AbortSignal;
  onResult?(result: CheckResult): void;
}

export async function runStage<Scene>(
  stage: Stage<Scene>,
  options: RunOptions,
): Promise<readonly CheckResult[]> {
  const results: CheckResult[] = [];
  for (const check of stage.checks) {
    if (options.signal?.aborted) break;
    const result = await runCheck(stage, check, options);
    results.push(result);
    options.onResult?.(result);
  }
  return results;
}

async function runCheck<Scene>(
  stage: Stage<Scene>,
  check: Check<Scene>,
  { retries }: RunOptions,
): Promise<CheckResult> {
  const { id, title, operations, rules } = check;
  const common = { id, title, operations, rules, apiVersion: stage.apiVersion };
  const hindrance = stage.hindrance(check);
  if (hindrance !== undefined) {
    return { ...common, status: "skipped", durationMs: 0, failures: [], reason: hindrance };
  }
  const startedAt = performance.now();
  const failures: Failure[] = [];
  for (let attempt = 0; attempt <= retries; attempt += 1) {
    const failure = await tryOnce(stage, check);
    if (!failure) {
      const status = attempt === 0 ? "pass" : "flaky";
      return { ...common, status, durationMs: since(startedAt), failures };
    }
    failures.push(failure);
  }
  return { ...common, status: "fail", durationMs: since(startedAt), failures: failures.slice(-1) };
}

async function tryOnce<Scene>(
  stage: Stage<Scene>,
  check: Check<Scene>,
): Promise<Failure | undefined> {
  try {
    await check.run(stage.scene(check));
    return undefined;
  } catch (error) {
    if (error instanceof CheckFailed) return withoutSecrets(error.failure);
    // Whoever wrote the check has made a mistake; that is nobody else's failure.
    if (!(error instanceof NoAnswer)) throw error;
    return {
      pointer: "",
      expected: "an answer",
      actual: error.code,
      message: error.message,
    };
  }
}

function withoutSecrets(failure: Failure): Failure {
  const { pointer, expected, actual } = redactViolation({ rule: "", ...failure });
  const shown = { ...failure, pointer, expected, actual };
  if (!failure.exchange) return shown;
  const { request, response, durationMs } = failure.exchange;
  const redacted = redactExchange({ request, response });
  const text = redactText(response.text);
  return {
    ...shown,
    exchange: { request: redacted.request, response: { ...redacted.response, text }, durationMs },
  };
}

function since(startedAt: number): number {
  return Math.round(performance.now() - startedAt);
}
