// chat-emulator contract: runs the contract suite against an endpoint, lists its checks, or takes away what a run has left.

import { mkdirSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Account, ContractOptions, ContractReport } from "../../src/contracts/run-contract.ts";
import type { AllowedFailure } from "../../src/contracts/suite/allow-list.ts";
import { Complaint, causeOf, oneLine } from "../complaint.ts";
import { progressOn } from "../contract-progress.ts";
import { dataFolderOf } from "../data-folder.ts";
import { httpUrl } from "../option-values.ts";
import type { OptionsOf } from "../options.ts";
import { publishReports } from "../reports.ts";
import { listenForStop } from "../signals.ts";
import type { Terminal } from "../terminal.ts";

type Options = OptionsOf<"contract">;

export async function contract(
  options: Options,
  terminal: Terminal,
  words: readonly string[],
): Promise<number> {
  const [first = "", ...rest] = words;
  if (first === "list" && rest.length === 0) return list(options, terminal);
  if (first === "clean" && rest.length === 1) return clean(rest[0] ?? "", options, terminal);
  const url = rest.length === 0 ? httpUrl.read(first) : undefined;
  if (url === undefined) {
    throw new Complaint(
      `Cannot check ${JSON.stringify(words.join(" "))}: it is no http or https URL. Write chat-emulator contract URL, contract list, or contract clean LEDGER.`,
    );
  }
  if (new URL(url).username !== "" || new URL(url).password !== "") {
    // It would be printed with every failure.
    throw new Complaint(
      "Cannot check a URL with a name or a password in it: it would stand in reports. Leave them out.",
    );
  }
  return run(url, options, terminal);
}

async function list({ vendor }: Options, terminal: Terminal): Promise<number> {
  const { listChecks } = await import("../../src/contracts/run-contract.ts");
  terminal.print(
    `${(await listChecks(vendor)).map(({ id, title }) => `${id}  ${title}`).join("\n")}\n`,
  );
  return 0;
}

async function run(url: string, options: Options, terminal: Terminal): Promise<number> {
  const suite = await import("../../src/contracts/run-contract.ts");
  const chosen = { ...optionsOf(options), allow: await allowedIn(options) };
  if (options.plan) return plan(url, chosen, terminal);
  const har = await harOf(options);
  const ledgerFile = ledgerOf(options, terminal);
  const stopping = new AbortController();
  const signals = listenForStop();
  void signals.first.then(() => stopping.abort());
  terminal.tell(
    `What this run makes is listed in ${oneLine(ledgerFile)} until it is taken away.\n`,
  );
  const progress = progressOn(terminal);
  try {
    const report = await suite.runContract({
      ...chosen,
      url,
      ledgerFile,
      signal: stopping.signal,
      onResult: progress.show,
      ...(har && { onExchange: har.record }),
    });
    progress.clear();
    await publish(report, options, terminal);
    return suite.hasPassed(report) && !stopping.signal.aborted ? 0 : 1;
  } catch (error) {
    progress.clear();
    throw complaintOf(error, url, suite);
  } finally {
    signals.stop();
    await har?.write();
  }
}

/** Prints what the run would ask an endpoint that keeps the contract: it asks an emulator in this process instead. */
async function plan(
  url: string,
  options: Omit<ContractOptions, "url">,
  terminal: Terminal,
): Promise<number> {
  const [suite, { printPlan }] = await Promise.all([
    import("../../src/contracts/run-contract.ts"),
    import("../contract-plan.ts"),
  ]);
  try {
    await printPlan(url, options, (text) => terminal.print(text));
    return 0;
  } catch (error) {
    throw complaintOf(error, url, suite);
  }
}

function complaintOf(
  error: unknown,
  url: string,
  { NothingJudged }: typeof import("../../src/contracts/run-contract.ts"),
): unknown {
  if (!(error instanceof NothingJudged) && !isOfSystem(error)) return error;
  const cause = oneLine(error.message).replace(/(?<![.?!])$/, ".");
  return new Complaint(`Cannot check ${url}: ${cause} See chat-emulator contract --help.`);
}

async function allowedIn({ allow, vendor }: Options): Promise<readonly AllowedFailure[]> {
  if (allow === undefined) return [];
  const [{ listChecks }, { parseAllowList, UnusableAllowList }] = await Promise.all([
    import("../../src/contracts/run-contract.ts"),
    import("../../src/contracts/suite/allow-list.ts"),
  ]);
  try {
    const ids = (await listChecks(vendor)).map(({ id }) => id);
    return parseAllowList(await readFile(allow, "utf8"), ids);
  } catch (error) {
    const cause = error instanceof UnusableAllowList ? error.message : causeOf(error);
    throw new Complaint(`Cannot use the allow list ${oneLine(allow)}: ${cause}.`);
  }
}

async function harOf({ har }: Options) {
  if (har === undefined) return undefined;
  const { openHar } = await import("../har-file.ts");
  return openHar(har);
}

/** Such as a ledger or a CA file that is not where it was said to be. */
function isOfSystem(error: unknown): error is Error {
  return error instanceof Error && "syscall" in error;
}

async function clean(ledger: string, options: Options, terminal: Terminal): Promise<number> {
  const { cleanContract } = await import("../../src/contracts/run-contract.ts");
  try {
    const { removed, leftovers } = await cleanContract(ledger, optionsOf(options));
    terminal.print(`${removed} taken away, ${leftovers.length} left\n`);
    return leftovers.length > 0 ? 1 : 0;
  } catch (error) {
    throw new Complaint(
      `Cannot clean up after ${oneLine(ledger)}: ${causeOf(error)}. Give the ledger of a run, and the connection string, the tokens or the accounts that it had.`,
    );
  }
}

function optionsOf(options: Options): Omit<ContractOptions, "url"> {
  const { connectionString, contractVersion, rate, ca } = options;
  return {
    vendor: options.vendor,
    accounts: accountsOf(options),
    room: options.room,
    chatHost: options.chatHost,
    ...(connectionString !== undefined && { connectionString }),
    tokens: options.userTokens,
    ...(contractVersion !== undefined && { apiVersion: contractVersion }),
    profile: options.profile,
    only: options.only,
    skip: options.skip,
    strict: options.contractStrict,
    retries: options.retries,
    patienceSeconds: options.patienceSeconds,
    ...(options.checkSeed !== undefined && { seed: options.checkSeed }),
    timeoutSeconds: options.timeoutSeconds,
    ...(rate !== undefined && { ratePerMinute: rate }),
    ...(ca !== undefined && { caFile: ca }),
    insecure: options.insecure,
  };
}

function accountsOf({ emails, passwords }: Options): readonly Account[] {
  if (emails.length !== passwords.length) {
    const [given, missing] =
      emails.length > passwords.length ? ["email", "password"] : ["password", "email"];
    throw new Complaint(
      `Cannot log in with --${given} alone: there are ${emails.length} emails and ${passwords.length} passwords. Give a --${missing} for each.`,
    );
  }
  return emails.map((email, index) => ({ email, password: passwords[index] ?? "" }));
}

function ledgerOf({ ledger, dataFolder }: Options, { environment }: Terminal): string {
  if (ledger !== undefined) return ledger;
  const folder = join(dataFolderOf({ dataFolder }, environment), "ledgers");
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  return join(folder, `${new Date().toISOString().replace(/[:.]/g, "-")}.jsonl`);
}

async function publish(
  report: ContractReport,
  options: Options,
  terminal: Terminal,
): Promise<void> {
  const [{ contractReports }, { ruleSource }, { suiteOf }] = await Promise.all([
    import("../contract-report.ts"),
    import("../../src/contracts/judge/rule-source.ts"),
    import("../../src/contracts/vendor-suites.ts"),
  ]);
  const { contract } = await suiteOf(options.vendor);
  const sourceOf = (rule: string) =>
    ruleSource(contract, rule, { operation: undefined, apiVersion: undefined });
  await publishReports(options.contractReports, contractReports(report, sourceOf), terminal);
}
