// A run as one page that needs nothing else: no script, no request, and what the endpoint said only as text.

import { createHash } from "node:crypto";
import { html, raw } from "hono/html";
import type { ContractReport, Covered } from "../run-contract.ts";
import type { CheckResult, Failure } from "../suite/check.ts";
import { curlOf } from "../suite/curl.ts";
import type { Recorded } from "../suite/recorded.ts";
import { style } from "./html-style.ts";
import {
  allowance,
  cut,
  type Outcome,
  outcomeOf,
  plainText,
  ruleText,
  type SourceOf,
  seconds,
  troublesOf,
} from "./wording.ts";

/** More of one value would make the page slow, and nobody reads it here. */
const SHOWN_MAX = 20_000;

type Markup = ReturnType<typeof html>;

export function htmlReport(report: ContractReport, sourceOf: SourceOf): string {
  const { url } = report.summary;
  const by = (outcome: Outcome) => report.checks.filter((check) => outcomeOf(check) === outcome);
  const failures = by("fail");
  // The hash lets in this one style and no other, whatever else an endpoint might bring.
  const hash = createHash("sha256").update(style).digest("base64");
  const policy = `default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'`;
  const title = `${verdictOf(report)}: contract of ${url}`;
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${raw(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${shown(title)}</title>
<style>${raw(style)}</style>
</head>
<body>
<header>
<h1>Contract of <code>${shown(url)}</code></h1>
${countsOf(report)}
${coverageOf(report)}
</header>
<main>
${failures.length > 0 && html`<h2 id="failed">Failed</h2>${failures.map((check) => detailsOf(check, sourceOf))}`}
${troublesIn(report)}
${folded("flaky", "Flaky: failed, and passed when tried again", by("flaky"), (check) => detailsOf(check, sourceOf))}
${folded("allowed", "Allowed to fail", by("allowed"), (check) => detailsOf(check, sourceOf))}
${listed("skipped", "Skipped", by("skipped"), ({ reason }) => reason ?? "")}
${listed("pass", "Passed", by("pass"), ({ durationMs }) => seconds(durationMs))}
</main>
<footer>Secrets are taken out: put your own token back before you run a curl command.</footer>
</body>
</html>
`.toString();
}

function countsOf({ summary }: ContractReport): Markup {
  const counts: readonly (readonly [Outcome | "total", number, string])[] = [
    ["fail", summary.failed, "failed"],
    ["flaky", summary.flaky, "flaky"],
    ["allowed", summary.allowed, "allowed"],
    ["skipped", summary.skipped, "skipped"],
    ["pass", summary.passed, "passed"],
    ["total", summary.total, `checks in ${seconds(summary.durationMs)}`],
  ];
  return html`<ul class="counts">${counts.map(
    ([name, count, words]) =>
      html`<li class="${count > 0 ? name : ""}"><b>${count}</b> ${words}</li>`,
  )}</ul>`;
}

function coverageOf({ coverage }: ContractReport): Markup {
  const part = (name: string, { covered, known, missing }: Covered) => html`
<label>${covered} of ${known} ${name} covered <progress max="${known}" value="${covered}"></progress></label>
${
  missing.length > 0 &&
  html`<details><summary>Not covered: ${missing.length}</summary><ul class="plain">${missing.map((one) => html`<li><code>${shown(one)}</code></li>`)}</ul></details>`
}`;
  return html`<div class="coverage">${part("operations", coverage.operations)}${part("rules", coverage.rules)}</div>`;
}

function verdictOf(report: ContractReport): string {
  const { failed } = report.summary;
  if (failed > 0) return `${failed} failed`;
  return troublesOf(report).length > 0 ? "Something to clear up" : "All well";
}

function troublesIn(report: ContractReport): Markup | undefined {
  const troubles = troublesOf(report);
  if (troubles.length === 0) return undefined;
  const items = troubles.map(
    ({ title, text }) => html`<li>${title}<small>${shown(text)}</small></li>`,
  );
  return html`<details open class="fail trouble"><summary>${troubles.length} to clear up</summary><ul class="plain">${items}</ul></details>`;
}

function folded(
  outcome: Outcome,
  heading: string,
  checks: readonly CheckResult[],
  show: (check: CheckResult) => Markup,
): Markup | undefined {
  if (checks.length === 0) return undefined;
  return html`<details class="${outcome} group"><summary>${checks.length} ${heading}</summary>${checks.map(show)}</details>`;
}

function listed(
  outcome: Outcome,
  heading: string,
  checks: readonly CheckResult[],
  note: (check: CheckResult) => string,
): Markup | undefined {
  if (checks.length === 0) return undefined;
  const items = checks.map(
    (check) =>
      html`<li>${shown(check.title)}<small><code>${shown(check.id)}</code> at ${shown(check.apiVersion)}: ${shown(note(check))}</small></li>`,
  );
  return html`<details class="${outcome} group"><summary>${checks.length} ${heading}</summary><ul class="plain">${items}</ul></details>`;
}

function detailsOf(check: CheckResult, sourceOf: SourceOf): Markup {
  const { id, title, apiVersion, rules, failures } = check;
  const reason = check.allowed && html`<p>Allowed: ${shown(allowance(check))}</p>`;
  return html`<details open class="${outcomeOf(check)} check">
<summary>${shown(title)}<small><code>${shown(id)}</code> at ${shown(apiVersion)}</small></summary>
${reason}
<dl>${rules.map((rule) => html`<dt>rule</dt><dd class="rule">${shown(ruleText(rule, sourceOf))}</dd>`)}</dl>
${failures.map(failureOf)}
</details>
`;
}

function failureOf({ message, pointer, expected, actual, exchange }: Failure): Markup {
  return html`<section class="failure">
<p class="message">${shown(message)}</p>
<dl>
<dt>at</dt><dd><code class="pointer">${shown(pointer)}</code></dd>
<dt>expected</dt><dd><code class="expected">${shown(valueText(expected))}</code></dd>
<dt>got</dt><dd><code class="actual">${shown(valueText(actual))}</code></dd>
</dl>
${exchange && trafficOf(exchange)}
</section>`;
}

/** A line feed right behind the tag of a pre is left out by browsers, and one more would be lost. */
function trafficOf({ request, response, durationMs }: Recorded): Markup {
  const headers = Object.entries(response.headers).map(([name, value]) => `${name}: ${value}`);
  return html`<p>Request</p>
<pre class="curl">
${shown(curlOf(request))}</pre>
<p>Answer: <b class="status">${response.status}</b> after ${durationMs} ms</p>
<details><summary>Headers of the answer</summary><pre class="headers">
${shown(headers.join("\n"))}</pre></details>
<pre class="body">
${shown(bodyText(response))}</pre>`;
}

function bodyText({ body, text }: Recorded["response"]): string {
  if (body !== undefined) return JSON.stringify(body, null, 2);
  return text === "" ? "(empty)" : text;
}

function valueText(value: unknown): string {
  return value === undefined ? "nothing" : JSON.stringify(value);
}

/** As text in markup: escaped by `html`, which takes only what is no markup yet for text. */
function shown(text: string): string {
  return cut(plainText(text), SHOWN_MAX);
}
