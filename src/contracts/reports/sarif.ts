// A run as SARIF 2.1.0, for GitHub code scanning and other readers of findings.

import { createHash } from "node:crypto";
import type { ContractReport } from "../run-contract.ts";
import type { CheckResult, Failure } from "../suite/check.ts";
import type { Recorded } from "../suite/recorded.ts";
import {
  allowance,
  cut,
  failureLines,
  outcomeOf,
  plainText,
  ruleText,
  type SourceOf,
  troublesOf,
} from "./wording.ts";

/** Code scanning refuses files that are too large. */
const BODY_MAX = 10_000;

export function sarifReport(report: ContractReport, sourceOf: SourceOf): string {
  const { checks, summary } = report;
  const byId = new Map(checks.map((check) => [check.id, check]));
  const ids = [...byId.keys()];
  const log = {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: {
          driver: {
            name: "chat-emulator contract",
            rules: [...byId.values()].map((check) => ruleOf(check, sourceOf)),
          },
        },
        automationDetails: { id: "chat-emulator-contract/" },
        invocations: [
          {
            executionSuccessful: true,
            toolExecutionNotifications: troublesOf(report).map(({ text }) => ({
              level: "error",
              message: { text },
            })),
          },
        ],
        results: checks.flatMap((check) =>
          check.failures.map((failure) => ({
            ruleIndex: ids.indexOf(check.id),
            ...resultOf(check, failure, summary.url),
          })),
        ),
      },
    ],
  };
  const plain = (_: string, value: unknown) =>
    typeof value === "string" ? plainText(value) : value;
  return `${JSON.stringify(log, plain, 2)}\n`;
}

function ruleOf({ id, title, rules, operations }: CheckResult, sourceOf: SourceOf) {
  const known = rules.map((rule) => ruleText(rule, sourceOf));
  const text = [`${title}.`, ...known].join("\n");
  const markdown = [`${inMarkdown(title)}.`, "", ...known.map((rule) => `- ${inMarkdown(rule)}`)];
  return {
    id,
    shortDescription: { text: title },
    fullDescription: { text },
    help: { text, markdown: markdown.join("\n") },
    defaultConfiguration: { level: "error" },
    properties: { tags: ["contract", ...operations] },
  };
}

function resultOf(check: CheckResult, failure: Failure, url: string) {
  const { id, apiVersion } = check;
  const { exchange, pointer } = failure;
  const outcome = outcomeOf(check);
  const text = [
    ...(outcome === "flaky" ? ["Flaky: it failed, and passed when it was tried again."] : []),
    ...failureLines(failure),
  ].join("\n");
  return {
    ruleId: id,
    level: outcome === "flaky" ? "warning" : "error",
    // What an endpoint says must not become a link.
    message: { text: text.replaceAll("](", "] (") },
    locations: [
      {
        physicalLocation: {
          // Code scanning takes only places relative to the repository, and no address of an endpoint.
          // This one is of no file; it is the same in every run, and tells the versions apart.
          artifactLocation: { uri: ["contract", apiVersion, id].map(encodeURIComponent).join("/") },
          region: { startLine: 1 },
        },
        logicalLocations: [
          {
            name: pointer === "" ? "the answer" : pointer,
            fullyQualifiedName: exchange
              ? `${exchange.request.method} ${exchange.request.url}`
              : url,
            kind: "resource",
          },
        ],
      },
    ],
    partialFingerprints: { primaryLocationLineHash: fingerprint(apiVersion, id, pointer) },
    // The format wants either all results to have them or none.
    suppressions: outcome === "allowed" ? [suppressionOf(check)] : [],
    ...(exchange && trafficOf(exchange)),
    properties: { apiVersion },
  };
}

function suppressionOf(check: CheckResult) {
  return { kind: "external", status: "accepted", justification: allowance(check) };
}

function trafficOf({ request, response }: Recorded) {
  return {
    webRequest: {
      method: request.method,
      target: request.url,
      headers: request.headers,
      ...(request.body !== undefined && { body: { text: cut(request.body, BODY_MAX) } }),
    },
    webResponse: {
      statusCode: response.status,
      headers: response.headers,
      body: { text: cut(response.text, BODY_MAX) },
    },
  };
}

/** By which code scanning knows that two runs have found the same; there is no source line to take it from. */
function fingerprint(...parts: readonly string[]): string {
  const hash = createHash("sha256").update(JSON.stringify(parts)).digest("hex");
  return `${hash.slice(0, 16)}:1`;
}

function inMarkdown(text: string): string {
  return text.replace(/[\\`*_{}[\]<>#|]/g, "\\$&");
}
