// One run of the contract suite, in steps: what it will check, its people, each check, and what it leaves behind.

import { randomUUID } from "node:crypto";
import type { Dispatcher } from "undici";
import { allChecks } from "./acs/checks/index.ts";
import { UnusableToken } from "./acs/checks/people.ts";
import { AcsStage, knownVersions, newestChat } from "./acs/checks/stage.ts";
import { acs } from "./acs/ledger.ts";
import { type AllowedFailure, AllowList, type StaleEntry } from "./suite/allow-list.ts";
import { CheckFailed, type CheckResult, type Profile } from "./suite/check.ts";
import { type ClientOptions, createClient, type Sender } from "./suite/client.ts";
import { type Coverage, coverageOf } from "./suite/coverage.ts";
import { Ledger, type Leftover } from "./suite/ledger.ts";
import { NoAnswer } from "./suite/no-answer.ts";
import type { Recorded } from "./suite/recorded.ts";
import { runCheck, skipped } from "./suite/run.ts";
import { isSelected, shuffled } from "./suite/selection.ts";

export interface ContractOptions {
  /** The endpoint, with or without a slash at its end. */
  readonly url: string;
  /** One api-version, or `all`; the newest by default. An api that does not have it is checked at its newest. */
  readonly apiVersion?: string;
  /** `endpoint=…;accesskey=…`: the run then makes its own users. */
  readonly connectionString?: string;
  /** Tokens of users that are there already, instead of a connection string. */
  readonly tokens?: readonly string[];
  /** What the run may do; `full` by default. */
  readonly profile?: Profile;
  /** Patterns of check ids, such as `acs.messages.*`. */
  readonly only?: readonly string[];
  readonly skip?: readonly string[];
  /** Failures that are known and do not fail the run. */
  readonly allow?: readonly AllowedFailure[];
  /** Unknown properties in answers are failures too. */
  readonly strict?: boolean;
  /** Checks run in an order drawn from this number; as they are listed by default. */
  readonly seed?: number;
  /** How often a failed check is tried again, once by default; one that then passes is flaky. */
  readonly retries?: number;
  /** The most requests in a minute; no limit by default. */
  readonly ratePerMinute?: number;
  /** How long one request may take, 30 seconds by default. */
  readonly timeoutSeconds?: number;
  /** How long a list of the service may lag behind, 10 seconds by default. */
  readonly patienceSeconds?: number;
  readonly caFile?: string;
  readonly insecure?: boolean;
  /** Sends instead of the network, such as `emulator.dispatcher`. */
  readonly dispatcher?: Dispatcher;
  /** The file in which is written down what the run makes; kept only when something could not be taken away. */
  readonly ledgerFile?: string;
  /** Ends the run; what it has made is taken away all the same. */
  readonly signal?: AbortSignal;
  onResult?(result: CheckResult, progress: Progress): void;
  /** Hears of every exchange, secrets included. */
  onExchange?(exchange: Recorded): void;
}

export interface Progress {
  /** How many checks are done, and of how many. */
  readonly done: number;
  readonly total: number;
}

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

/** Nothing could be judged: the endpoint does not answer, or the credentials are wrong. */
export class NothingJudged extends Error {}

/** After so many checks in a row without an answer the endpoint is taken for gone. */
const UNANSWERED_MAX = 3;

export class ContractRun {
  readonly url: string;
  readonly checks: readonly PlannedCheck[];
  readonly #options: ContractOptions;
  readonly #stage: AcsStage;
  readonly #ledger: Ledger;
  readonly #sender: Sender;
  readonly #allowed: AllowList;
  readonly #startedAt = performance.now();
  #unanswered = 0;
  #hasAnswered = false;

  /** Throws NothingJudged when the options cannot lead to anything; sends nothing yet. */
  constructor(options: ContractOptions) {
    requireUsers(options);
    this.#options = options;
    this.url = options.url.replace(/\/+$/, "");
    this.#sender = createClient(clientOptionsOf(options));
    this.#ledger = new Ledger(options.ledgerFile);
    this.#stage = createStage(options, this.url, this.#sender, this.#ledger);
    this.#allowed = new AllowList(options.allow ?? [], new Date().toISOString().slice(0, 10));
    const checks = this.#stage
      .stages(versionsOf(options))
      .flatMap((stage) => stage.checks.map((check) => this.#planned(stage, check)));
    this.checks = options.seed === undefined ? checks : shuffled(checks, options.seed);
  }

  /** Makes or reads the people; throws NothingJudged when that cannot be done. */
  async open(): Promise<void> {
    const startedAt = new Date().toISOString();
    this.#ledger.write({ kind: "run", url: this.url, vendor: "acs", startedAt });
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
      coverage: coverageOf(acs, checks),
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

  #planned<Scene>(
    stage: Parameters<typeof runCheck<Scene>>[0],
    check: Parameters<typeof runCheck<Scene>>[1],
  ): PlannedCheck {
    const { id, title } = check;
    const run = async () => {
      const { retries = 1 } = this.#options;
      const isGone = this.#unanswered >= UNANSWERED_MAX;
      const judged = isGone
        ? skipped(stage, check, `The last ${UNANSWERED_MAX} checks were given no answer.`)
        : await runCheck(stage, check, retries);
      const { isUnanswered, result } = judged;
      if (!isGone) this.#unanswered = isUnanswered ? this.#unanswered + 1 : 0;
      if (!isUnanswered && result.status !== "skipped") this.#hasAnswered = true;
      return this.#allowed.apply(judged.result);
    };
    return { id, title, apiVersion: stage.apiVersion, run };
  }

  #whyNothing(error: unknown): unknown {
    if (error instanceof NoAnswer || error instanceof UnusableToken) {
      return new NothingJudged(error.message, { cause: error });
    }
    if (!(error instanceof CheckFailed)) return error;
    const { actual, message } = error.failure;
    const answered = typeof actual === "number" ? String(actual) : JSON.stringify(actual);
    return new NothingJudged(`${message} ${this.url} answered ${answered}`, { cause: error });
  }
}

function versionsOf({ apiVersion = newestChat }: ContractOptions): readonly string[] {
  if (apiVersion === "all") return knownVersions;
  if (knownVersions.includes(apiVersion)) return [apiVersion];
  throw new NothingJudged(
    `there is no api-version ${apiVersion}. Give one such as ${newestChat}, or all`,
  );
}

export function clientOptionsOf(options: Omit<ContractOptions, "url">): ClientOptions {
  const { timeoutSeconds = 30, ratePerMinute, caFile, insecure, dispatcher } = options;
  return {
    timeoutMs: timeoutSeconds * 1000,
    ...(ratePerMinute !== undefined && { ratePerMinute }),
    ...(caFile !== undefined && { caFile }),
    ...(insecure !== undefined && { isInsecure: insecure }),
    ...(dispatcher && { dispatcher }),
    ...(options.onExchange && { record: options.onExchange }),
  };
}

export function createStage(
  options: ContractOptions,
  url: string,
  sender: Sender,
  ledger: Ledger,
): AcsStage {
  const accessKey = accessKeyOf(options);
  const { tokens = [], profile = "full", only = [], skip = [], strict = false } = options;
  return new AcsStage({
    url,
    ...(accessKey !== undefined && { accessKey }),
    tokens,
    sender,
    ledger,
    profile,
    isStrict: strict,
    patienceMs: (options.patienceSeconds ?? 10) * 1000,
    runId: randomUUID(),
    isWanted: ({ id }) => isSelected(id, { only, skip }),
  });
}

function accessKeyOf({ connectionString = "" }: ContractOptions): string | undefined {
  return /(?:^|;)accesskey=([^;]+)/i.exec(connectionString)?.[1];
}

function requireUsers(options: ContractOptions): void {
  const { profile = "full", tokens = [] } = options;
  if (profile === "read-only" && tokens.length === 0) {
    throw new NothingJudged(
      "a read-only run makes no users. Give it tokens of users that are there",
    );
  }
  if (accessKeyOf(options) !== undefined || tokens.length > 0) return;
  throw new NothingJudged(
    "there are no users. Give a connection string, or tokens of users that are there",
  );
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

/** The ids of all checks, which is what an allow list can name. */
export const checkIds: readonly string[] = allChecks.map(({ id }) => id);
