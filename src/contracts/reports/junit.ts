// A run as JUnit XML, which most build servers read: a test suite for each api-version.

import type { ContractReport } from "../run-contract.ts";
import type { CheckResult } from "../suite/check.ts";
import {
  allowance,
  checkText,
  outcomeOf,
  plainText,
  type SourceOf,
  type Trouble,
  troublesOf,
} from "./wording.ts";

export function junitReport(report: ContractReport, sourceOf: SourceOf): string {
  const versions = [...new Set(report.checks.map(({ apiVersion }) => apiVersion))];
  const suites = versions.map((version) => {
    const checks = report.checks.filter(({ apiVersion }) => apiVersion === version);
    return suiteOf(version, checks, sourceOf);
  });
  const troubles = troublesOf(report);
  const counts = countsOf(report.checks);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    element("testsuites", {
      name: `Contract of ${report.summary.url}`,
      ...counts,
      tests: counts.tests + troubles.length,
      failures: counts.failures + troubles.length,
      time: seconds(report.summary.durationMs),
    }),
    ...suites,
    ...troubledSuite(troubles),
    "</testsuites>",
    "",
  ].join("\n");
}

function suiteOf(version: string, checks: readonly CheckResult[], sourceOf: SourceOf): string {
  const durationMs = checks.reduce((sum, check) => sum + check.durationMs, 0);
  return [
    element("testsuite", { name: version, ...countsOf(checks), time: seconds(durationMs) }),
    ...checks.map((check) => caseOf(check, sourceOf)),
    "</testsuite>",
  ].join("\n");
}

/** Whatever makes the run fail has to make a build red that reads nothing but this. */
function troubledSuite(troubles: readonly Trouble[]): string[] {
  if (troubles.length === 0) return [];
  const count = troubles.length;
  const counts = { tests: count, failures: count, errors: 0, skipped: 0 };
  return [
    element("testsuite", { name: "after the run", ...counts, time: seconds(0) }),
    ...troubles.map(({ title, text }) => {
      const tag = element("testcase", { classname: title, name: text, time: seconds(0) });
      return `${tag}${element("failure", { message: text, type: title })}</failure></testcase>`;
    }),
    "</testsuite>",
  ];
}

/** A build that lets a failure pass must not be red, so an allowed one counts as skipped. */
function countsOf(checks: readonly CheckResult[]) {
  const outcomes = checks.map(outcomeOf);
  return {
    tests: checks.length,
    failures: outcomes.filter((outcome) => outcome === "fail").length,
    errors: 0,
    skipped: outcomes.filter((outcome) => outcome === "skipped" || outcome === "allowed").length,
  };
}

function caseOf(check: CheckResult, sourceOf: SourceOf): string {
  const { id, title, durationMs } = check;
  const tag = element("testcase", { classname: id, name: title, time: seconds(durationMs) });
  const inner = innerOf(check, sourceOf);
  return inner === "" ? tag.replace(/>$/, "/>") : `${tag}${inner}</testcase>`;
}

function innerOf(check: CheckResult, sourceOf: SourceOf): string {
  const { failures, reason = "" } = check;
  const [first] = failures;
  const body = escaped(checkText(check, sourceOf));
  switch (outcomeOf(check)) {
    case "pass":
      return "";
    case "skipped":
      return `${element("skipped", { message: reason })}</skipped>`;
    case "allowed":
      return `${element("skipped", { message: `Allowed: ${allowance(check)}` })}</skipped><system-out>${body}</system-out>`;
    case "flaky":
      return `<system-out>Flaky: it failed, and passed when it was tried again.\n${body}</system-out>`;
    case "fail":
      return `${element("failure", { message: first?.message ?? "", type: check.rules[0] ?? check.id })}${body}</failure>`;
  }
}

/** The opening tag. */
function element(name: string, attributes: Readonly<Record<string, string | number>>): string {
  const list = Object.entries(attributes).map(([key, value]) => ` ${key}="${inAttribute(value)}"`);
  return `<${name}${list.join("")}>`;
}

/** Line feeds and tabs would be read as spaces. */
function inAttribute(value: string | number): string {
  return escaped(String(value)).replace(/[\t\n\r]/g, (found) => `&#${found.charCodeAt(0)};`);
}

function escaped(text: string): string {
  return plainText(text)
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}

function seconds(durationMs: number): string {
  return (durationMs / 1000).toFixed(3);
}
