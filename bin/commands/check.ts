// chat-emulator check: judges recorded traffic against the contract, with no network.

import { readFile } from "node:fs/promises";
import type { RecordedExchange } from "../../src/contracts/recordings/recording.ts";
import { type CheckedExchange, jsonReport, prettyReport, summaryLine } from "../check-report.ts";
import { Complaint, causeOf, oneLine } from "../complaint.ts";
import type { OptionsOf } from "../options.ts";
import { publishReports } from "../reports.ts";
import type { Terminal } from "../terminal.ts";

type CheckOptions = OptionsOf<"check">;

/** The compiler of schemas and the ledger of rules cost time that no other command needs to spend. */
type Law = Awaited<ReturnType<typeof loadLaw>>;

export async function check(
  options: CheckOptions,
  terminal: Terminal,
  files: readonly string[],
): Promise<number> {
  const law = await loadLaw();
  requireKnownVersion(law, options.apiVersion);
  const checked: CheckedExchange[] = [];
  for (const file of files) {
    const recorded = await readExchanges(law, file);
    checked.push(...recorded.map((exchange) => judge(law, file, exchange, options)));
  }
  const reports = {
    pretty: () => prettyReport(checked),
    json: () => jsonReport(checked),
    summary: summaryLine(checked),
  };
  await publishReports(options.reports, reports, terminal);
  const judged = checked.filter(({ unjudged }) => unjudged === undefined);
  if (judged.length === 0) {
    throw new Complaint(
      `Cannot check ${files.join(", ")}: none of the ${checked.length} exchanges could be judged. Record what a client of Azure Communication Services Chat sends, with its api-version, or name one with --api-version; or what a client of Stack Exchange chat sends.`,
    );
  }
  return judged.some(({ violations }) => violations.length > 0) ? 1 : 0;
}

async function loadLaw() {
  const [{ contracts, redactText, validateExchange }, { ruleSource }, recordings] =
    await Promise.all([
      import("../../src/contracts/index.ts"),
      import("../../src/contracts/judge/rule-source.ts"),
      import("../../src/contracts/recordings/recording.ts"),
    ]);
  return { contracts, redactText, validateExchange, ruleSource, ...recordings };
}

function requireKnownVersion({ contracts }: Law, given: string | undefined): void {
  const lists = Object.values(contracts)
    .flatMap(({ apis }) => apis)
    .map(({ versions }) => versions.map(({ id }) => id));
  if (given === undefined || lists.some((ids) => ids.includes(given))) return;
  const newest = lists[0]?.at(-1) ?? "";
  throw new Complaint(
    `Cannot check at api-version ${JSON.stringify(given)}: the contract has no such version. Give one such as ${newest}.`,
  );
}

async function readExchanges(law: Law, file: string): Promise<readonly RecordedExchange[]> {
  let content: string;
  try {
    content = await readFile(file, "utf8");
  } catch (error) {
    throw unreadable(file, causeOf(error));
  }
  const recording = law.readRecording(content);
  if (law.isUnreadable(recording)) throw unreadable(file, recording.problem);
  return recording;
}

function unreadable(file: string, cause: string): Complaint {
  return new Complaint(
    `Cannot read ${oneLine(file)}: ${cause}. Give a HAR, or a file with one exchange of JSON in each line.`,
  );
}

function judge(
  law: Law,
  file: string,
  { place, exchange, setAside }: RecordedExchange,
  { apiVersion, checkStrictly }: CheckOptions,
): CheckedExchange {
  const { method, url } = exchange.request;
  const verdict = law.validateExchange({
    ...exchange,
    apiVersion: apiVersion ?? exchange.apiVersion,
    strict: checkStrictly || exchange.strict,
  });
  const reason = setAside === undefined ? verdict.unjudged : `Set aside: ${setAside}.`;
  return {
    file,
    place,
    method,
    path: pathOf(law.redactText(url)),
    status: exchange.response.status,
    operation: verdict.operation,
    apiVersion: verdict.apiVersion,
    ...(reason !== undefined && { unjudged: reason }),
    violations: reason === undefined ? verdict.violations.map(withSource) : [],
  };

  function withSource(violation: (typeof verdict.violations)[number]) {
    return {
      ...violation,
      ...law.ruleSource(law.contracts[exchange.vendor], violation.rule, verdict),
    };
  }
}

function pathOf(url: string): string {
  return url.replace(/^\w+:\/\/[^/?#]*/, "").replace(/[?#].*$/s, "");
}
