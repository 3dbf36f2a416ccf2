// Decides whether an endpoint keeps its vendor's contract: runs every check against it and says what it found.

import { randomUUID } from "node:crypto";
import type { Dispatcher } from "undici";
import { chatChecks } from "./acs/checks/index.ts";
import { UnusableToken } from "./acs/checks/people.ts";
import { AcsStage } from "./acs/checks/stage.ts";
import { chatApi } from "./acs/index.ts";
import { acs } from "./acs/ledger.ts";
import { CheckFailed, type CheckResult, type Profile } from "./suite/check.ts";
import { type ClientOptions, createClient, NoAnswer, type Sender } from "./suite/client.ts";
import { Ledger, type Leftover } from "./suite/ledger.ts";
import { runStage } from "./suite/run.ts";
import { isSelected } from "./suite/selection.ts";

export interface ContractOptions {
  /** The endpoint, with or without a slash at its end. */
  readonly url: string;
  /** One api-version, or `all`; the newest by default. */
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
  /** Unknown properties in answers are failures too. */
  readonly strict?: boolean;
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
  onResult?(result: CheckResult): void;
}

export interface ContractReport {
  readonly summary: {
    readonly url: string;
    readonly total: number;
    readonly passed: number;
    readonly failed: number;
    readonly flaky: number;
    readonly skipped: number;
    readonly durationMs: number;
  };
  readonly checks: readonly CheckResult[];
  readonly coverage: {
    readonly operations: Covered;
    /** Of the rules that are observed, specified or documented. */
    readonly rules: Covered;
  };
  /** What was made and could not be taken away. */
  readonly leftovers: readonly Leftover[];
}

export interface Covered {
  readonly covered: number;
  readonly known: number;
}

/** Nothing could be judged: the endpoint does not answer, or the credentials are wrong. */
export class NothingJudged extends Error {}

const newest = chatApi.versions.at(-1)?.id ?? "";

export async function runContract(options: ContractOptions): Promise<ContractReport> {
  const startedAt = performance.now();
  const url = options.url.replace(/\/+$/, "");
  requireUsers(options);
  const versions = versionsOf(options);
  const sender = await createClient(clientOptionsOf(options));
  const ledger = new Ledger(options.ledgerFile);
  ledger.write({ kind: "run", url, vendor: "acs", startedAt: new Date().toISOString() });
  const stage = createStage(options, url, sender, ledger);
  const { checks, leftovers } = await runAndCleanUp(stage, versions, {
    options,
    url,
    ledger,
    sender,
  });
  requireJudged(checks);
  return {
    summary: { url, ...countsOf(checks), durationMs: Math.round(performance.now() - startedAt) },
    checks,
    coverage: coverageOf(checks),
    leftovers,
  };
}

/** What was made is taken away however the run ends. */
async function runAndCleanUp(
  stage: AcsStage,
  versions: readonly string[],
  run: {
    readonly options: ContractOptions;
    readonly url: string;
    readonly ledger: Ledger;
    readonly sender: Sender;
  },
) {
  try {
    await open(stage, run.url);
    const checks = await runVersions(stage, versions, run.options);
    return { checks, leftovers: await stage.cleanUp(run.ledger.leftovers) };
  } catch (error) {
    await stage.cleanUp(run.ledger.leftovers);
    throw error;
  } finally {
    run.ledger.close();
    await run.sender.close();
  }
}

function versionsOf({ apiVersion = newest }: ContractOptions): readonly string[] {
  const known = chatApi.versions.map(({ id }) => id);
  if (apiVersion === "all") return known;
  if (known.includes(apiVersion)) return [apiVersion];
  throw new NothingJudged(
    `there is no api-version ${apiVersion}. Give one such as ${newest}, or all`,
  );
}

function clientOptionsOf(options: Omit<ContractOptions, "url">): ClientOptions {
  const { timeoutSeconds = 30, ratePerMinute, caFile, insecure, dispatcher } = options;
  return {
    timeoutMs: timeoutSeconds * 1000,
    ...(ratePerMinute !== undefined && { ratePerMinute }),
    ...(caFile !== undefined && { caFile }),
    ...(insecure !== undefined && { isInsecure: insecure }),
    ...(dispatcher && { dispatcher }),
  };
}

/** A run that skipped everything, or had nothing to do, must not look like one that found all well. */
function requireJudged(checks: readonly CheckResult[]): void {
  if (checks.some(({ status }) => status !== "skipped")) return;
  const [first] = checks;
  throw new NothingJudged(
    first
      ? `every check was skipped. ${first.reason}`
      : "no check fits, or the run was stopped before the first. See chat-emulator contract list",
  );
}

function createStage(options: ContractOptions, url: string, sender: Sender, ledger: Ledger) {
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
  if (accessKeyOf(options) !== undefined || (options.tokens?.length ?? 0) > 0) return;
  throw new NothingJudged(
    "there are no users. Give a connection string, or tokens of users that are there",
  );
}

async function open(stage: AcsStage, url: string): Promise<void> {
  try {
    await stage.open();
  } catch (error) {
    if (error instanceof NoAnswer || error instanceof UnusableToken)
      throw new NothingJudged(error.message, { cause: error });
    if (error instanceof CheckFailed) {
      const { actual, message } = error.failure;
      throw new NothingJudged(`${message} ${url} answered ${String(actual)}`, { cause: error });
    }
    throw error;
  }
}

async function runVersions(
  stage: AcsStage,
  versions: readonly string[],
  { retries = 1, signal, onResult }: ContractOptions,
): Promise<readonly CheckResult[]> {
  const options = { retries, ...(signal && { signal }), ...(onResult && { onResult }) };
  const results: CheckResult[] = [];
  for (const version of versions) results.push(...(await runStage(stage.at(version), options)));
  return results;
}

function countsOf(checks: readonly CheckResult[]) {
  const count = (status: CheckResult["status"]) =>
    checks.filter((check) => check.status === status).length;
  return {
    total: checks.length,
    passed: count("pass"),
    failed: count("fail"),
    flaky: count("flaky"),
    skipped: count("skipped"),
  };
}

/** A rule counts when a check of it was judged, whatever came of it. */
function coverageOf(checks: readonly CheckResult[]): ContractReport["coverage"] {
  const judged = checks.filter(({ status }) => status !== "skipped");
  const operations = new Set(judged.flatMap((check) => check.operations));
  const rules = new Set(judged.flatMap((check) => check.rules));
  const knownRules = acs.apis
    .flatMap((api) => Object.values(api.rules).flat())
    .filter(({ evidence }) => evidence !== "assumed");
  const knownOperations = acs.apis.flatMap((api) => Object.keys(api.operations));
  return {
    operations: {
      covered: knownOperations.filter((operation) => operations.has(operation)).length,
      known: knownOperations.length,
    },
    rules: {
      covered: knownRules.filter(({ id }) => rules.has(id)).length,
      known: knownRules.length,
    },
  };
}

/** Every check with its sentence, for a list. */
export function listChecks(): readonly Pick<
  CheckResult,
  "id" | "title" | "operations" | "rules"
>[] {
  return chatChecks.map(({ id, title, operations, rules }) => ({ id, title, operations, rules }));
}

/** Takes away what an earlier run has left, by its ledger; resolves to what is still there. */
export async function cleanContract(
  ledgerFile: string,
  options: Omit<ContractOptions, "url" | "ledgerFile">,
): Promise<{ readonly removed: number; readonly leftovers: readonly Leftover[] }> {
  const { run, leftovers } = Ledger.read(ledgerFile);
  const sender = await createClient(clientOptionsOf(options));
  try {
    const stage = createStage({ ...options, url: run.url }, run.url, sender, new Ledger());
    const kept = await stage.cleanUp(leftovers);
    return { removed: leftovers.length - kept.length, leftovers: kept };
  } finally {
    await sender.close();
  }
}
