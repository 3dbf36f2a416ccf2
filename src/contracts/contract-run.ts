// One run of the contract suite, in steps: what it will check, its people, each check, and what it leaves behind.

import { type ContractOptions, clientOptionsOf } from "./contract-options.ts";
import { type RuleSource, ruleSource } from "./judge/rule-source.ts";
import { AllowList, type StaleEntry } from "./suite/allow-list.ts";
import { CheckFailed, type CheckResult } from "./suite/check.ts";
import { createClient, type Sender } from "./suite/client.ts";
import { type Coverage, coverageOf } from "./suite/coverage.ts";
import { Ledger, type Leftover } from "./suite/ledger.ts";
import { NoAnswer } from "./suite/no-answer.ts";
import { NothingJudged } from "./suite/nothing-judged.ts";
import type { BoundCheck } from "./suite/run.ts";
import { shuffled } from "./suite/selection.ts";
import { suiteOf, type VendorStage, type VendorSuite } from "./vendor-suites.ts";

export interface ContractReport {
  readonly summary: {
    readonly url: string;
    readonly total: number;
    readonly passed: number;
    /** Without those that the allow list knows. */
    readonly failed: number;
    readonly allowed: number;
    readonly flaky: number;
    readonly skipped: number;
    readonly durationMs: number;
  };
  readonly checks: readonly CheckResult[];
  readonly coverage: Coverage;
  /** Entries of the allow list that are to be taken out of it; each fails the run. */
  readonly stale: readonly StaleEntry[];
  /** What was made and could not be taken away. */
  readonly leftovers: readonly Leftover[];
}

/** A check at one version, ready to run. */
export interface PlannedCheck {
  readonly id: string;
  readonly title: string;
  readonly apiVersion: string;
  run(): Promise<CheckResult>;
}

/** After so many checks in a row without an answer the endpoint is taken for gone. */
const UNANSWERED_MAX = 3;

export class ContractRun {
  readonly url: string;
  readonly checks: readonly PlannedCheck[];
  readonly #options: ContractOptions;
  readonly #suite: VendorSuite;
  readonly #stage: VendorStage;
  readonly #ledger: Ledger;
  readonly #sender: Sender;
  readonly #allowed: AllowList;
  readonly #startedAt = performance.now();
  #unanswered = 0;
  #hasAnswered = false;

  /** Throws NothingJudged when the options cannot lead to anything; sends nothing yet. */
  static async prepare(options: ContractOptions): Promise<ContractRun> {
    return new ContractRun(options, await suiteOf(options.vendor));
  }

  private constructor(options: ContractOptions, suite: VendorSuite) {
    this.#options = options;
    this.#suite = suite;
    this.url = options.url.replace(/\/+$/, "");
    this.#sender = createClient(clientOptionsOf(options));
    this.#ledger = new Ledger(options.ledgerFile);
    const means = { url: this.url, sender: this.#sender, ledger: this.#ledger };
    this.#stage = suite.stage(options, means);
    this.#allowed = new AllowList(options.allow ?? [], new Date().toISOString().slice(0, 10));
    const checks = this.#stage.checks().map((check) => this.#planned(check));
    this.checks = options.seed === undefined ? checks : shuffled(checks, options.seed);
  }

  /** How a rule of the vendor is known, for reports. */
  readonly sourceOf = (rule: string): RuleSource | undefined =>
    ruleSource(this.#suite.contract, rule, { operation: undefined, apiVersion: undefined });

  /** Makes or reads the people; throws NothingJudged when that cannot be done. */
  async open(): Promise<void> {
    const startedAt = new Date().toISOString();
    this.#ledger.write({
      kind: "run",
      url: this.url,
      vendor: this.#suite.contract.vendor,
      startedAt,
    });
    try {
      await this.#stage.open();
    } catch (error) {
      throw this.#whyNothing(error);
    }
  }

  /** Takes away what was made; resolves to what could not be. */
  async close(): Promise<readonly Leftover[]> {
    try {
      return await this.#stage.cleanUp(this.#ledger.leftovers);
    } finally {
      this.#ledger.close();
      await this.#sender.close();
    }
  }

  report(checks: readonly CheckResult[], leftovers: readonly Leftover[]): ContractReport {
    const durationMs = Math.round(performance.now() - this.#startedAt);
    return {
      summary: { url: this.url, ...countsOf(checks), durationMs },
      checks,
      coverage: coverageOf(this.#suite.contract, checks),
      stale: this.#allowed.stale(checks),
      leftovers,
    };
  }

  /** A run that had nothing to do, skipped everything or was given no answer must not look like one that has judged. */
  requireJudged(checks: readonly CheckResult[]): void {
    if (this.#hasAnswered) return;
    const tried = checks.find(({ status }) => status !== "skipped");
    if (tried) throw new NothingJudged(tried.failures[0]?.message ?? "there was no answer");
    const [first] = checks;
    throw new NothingJudged(
      first
        ? `every check was skipped. ${first.reason}`
        : "no check fits, or the run was stopped before the first. See chat-emulator contract list",
    );
  }

  #planned(check: BoundCheck): PlannedCheck {
    const { id, title, apiVersion } = check;
    const run = async () => {
      const { retries = 1 } = this.#options;
      const isGone = this.#unanswered >= UNANSWERED_MAX;
      const judged = isGone
        ? check.skip(`The last ${UNANSWERED_MAX} checks were given no answer.`)
        : await check.run(retries);
      const { isUnanswered, result } = judged;
      if (!isGone) this.#unanswered = isUnanswered ? this.#unanswered + 1 : 0;
      if (!isUnanswered && result.status !== "skipped") this.#hasAnswered = true;
      return this.#allowed.apply(judged.result);
    };
    return { id, title, apiVersion, run };
  }

  #whyNothing(error: unknown): unknown {
    if (error instanceof NoAnswer) {
      return new NothingJudged(error.message, { cause: error });
    }
    if (!(error instanceof CheckFailed)) return error;
    const { actual, message } = error.failure;
    const answered = typeof actual === "number" ? String(actual) : JSON.stringify(actual);
    return new NothingJudged(`${message} ${this.url} answered ${answered}`, { cause: error });
  }
}

function countsOf(checks: readonly CheckResult[]) {
  const count = (status: CheckResult["status"]) =>
    checks.filter((check) => check.status === status).length;
  const allowed = checks.filter((check) => check.allowed).length;
  return {
    total: checks.length,
    passed: count("pass"),
    failed: count("fail") - allowed,
    allowed,
    flaky: count("flaky"),
    skipped: count("skipped"),
  };
}
