// Reports of runs to be written in each format, and texts that an endpoint might send to break out of one.

import type { CheckResult, ContractReport } from "../../../src/contracts/index.ts";
import type { SourceOf } from "../../../src/contracts/reports/wording.ts";

export const hostileTexts: readonly (readonly [what: string, text: string])[] = [
  ["markup", `</pre></details><script>alert(1)</script><img src=x onerror="alert('2')">`],
  ["the end of a CDATA section", "]]></failure><testcase/>"],
  ["entities", "&amp; &lt;script&gt; &#0; %26"],
  ["a workflow command", "one\r\n::error title=x::y\n##[error]z %0A::warning::"],
  ["control characters", "\u0000\u0007\u001b[31mred\u001b[0m\u0085\u009b"],
  ["lone surrogates and noncharacters", "a\ud800b\udc00c\ufffe\uffff"],
  ["letters of the whole world", "Grüße 你好 👩‍👩‍👧 \u202egnp.exe"],
  ["a link", "[click](https://attacker.example)"],
];

export function checkWith(given: Partial<CheckResult> = {}): CheckResult {
  return {
    id: "acs.threads.get.properties",
    title: "A thread shows its id, topic and creator",
    status: "pass",
    operations: ["ChatThread_GetChatThreadProperties"],
    rules: ["threads.get.properties"],
    apiVersion: "2025-03-15",
    durationMs: 1234,
    failures: [],
    ...given,
  };
}

/** Fails with the text in all that comes from the endpoint. */
export function failingWith(text: string, given: Partial<CheckResult> = {}): CheckResult {
  return checkWith({
    status: "fail",
    failures: [
      {
        pointer: `/body/${text}`,
        expected: "a topic",
        actual: text,
        message: `The topic is ${text}`,
        exchange: {
          request: {
            method: "GET",
            url: "https://chat.example/chat/threads/19:a?api-version=2025-03-15",
            headers: { authorization: "Bearer <redacted>", "x-sent": text },
          },
          response: { status: 200, headers: { "x-got": text }, text, body: undefined },
          startedAt: "2025-06-15T12:00:00.000Z",
          durationMs: 7,
        },
      },
    ],
    ...given,
  });
}

/** One check of each kind, with the text wherever an endpoint or an allow list may have brought it. */
export function runWith(text: string): ContractReport {
  return reportOf([
    failingWith(text),
    failingWith(text, { status: "flaky", id: "acs.threads.get.flaky" }),
    failingWith(text, {
      id: "acs.threads.get.allowed",
      allowed: { reason: text, issue: "#12", expires: "2026-12-31" },
    }),
    checkWith({ status: "skipped", id: "acs.threads.get.skipped", reason: text }),
    checkWith({ id: "acs.threads.get.passed", apiVersion: "2020-09-21-preview2" }),
  ]);
}

export function reportOf(checks: readonly CheckResult[]): ContractReport {
  const count = (status: CheckResult["status"]) =>
    checks.filter((check) => check.status === status && !check.allowed).length;
  return {
    summary: {
      url: "https://chat.example",
      total: checks.length,
      passed: count("pass"),
      failed: count("fail"),
      flaky: count("flaky"),
      skipped: count("skipped"),
      allowed: checks.filter(({ allowed }) => allowed).length,
      durationMs: 65_432,
    },
    checks,
    coverage: {
      operations: { covered: 1, known: 2, missing: ["ChatThread_SendChatMessage"] },
      rules: { covered: 3, known: 80, missing: ["messages.send.created"] },
    },
    stale: [{ id: "acs.threads.get.stale", apiVersion: "2024-03-07", problem: "passes" }],
    leftovers: [{ what: "thread", key: "thread-1", apiVersion: "2025-03-15", id: "19:left" }],
  };
}

export const sourceOf: SourceOf = (rule) =>
  rule === "threads.get.properties"
    ? { evidence: "observed", source: "recording <7> & more" }
    : undefined;
