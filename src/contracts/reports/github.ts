// A run as the commands that GitHub's runner turns into annotations, when they come on stdout.

import type { ContractReport } from "../run-contract.ts";
import type { CheckResult } from "../suite/check.ts";
import {
  allowance,
  checkText,
  outcomeOf,
  plainText,
  type SourceOf,
  summaryOf,
  troublesOf,
} from "./wording.ts";

export function githubReport(report: ContractReport, sourceOf: SourceOf): string {
  const lines = [
    // First, since the runner shows only so many of each kind.
    command("notice", `Contract of ${report.summary.url}`, summaryOf(report)),
    ...report.checks.flatMap((check) => annotationOf(check, sourceOf)),
    ...troublesOf(report).map(({ title, text }) => command("error", title, text)),
  ];
  return `${lines.join("\n")}\n`;
}

function annotationOf(check: CheckResult, sourceOf: SourceOf): string[] {
  const title = `${check.title} (${check.id} at ${check.apiVersion})`;
  switch (outcomeOf(check)) {
    case "fail":
      return [command("error", title, checkText(check, sourceOf))];
    case "flaky":
      return [command("warning", `Flaky: ${title}`, checkText(check, sourceOf))];
    case "allowed":
      return [command("notice", `Allowed: ${title}`, allowance(check))];
    default:
      return [];
  }
}

function command(name: "error" | "warning" | "notice", title: string, text: string): string {
  return `::${name} title=${inProperty(title)}::${inData(text)}`;
}

function inProperty(text: string): string {
  return inData(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}

/** The percent sign first, or what stands for the others would be escaped again. */
function inData(text: string): string {
  return plainText(text).replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}
