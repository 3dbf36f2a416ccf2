// The page of a run: what it shows, and that nothing an endpoint says becomes markup. The browser's part is in test/browser.

import { createHash } from "node:crypto";
import fc from "fast-check";
import { expect, test } from "vitest";
import { htmlReport } from "../../../src/contracts/reports/html.ts";
import { checkWith, failingWith, hostileTexts, reportOf, runWith, sourceOf } from "./runs.ts";

const tags = (page: string) => page.replace(/<style>.*<\/style>/s, "").match(/<[^>]*>/g);
const plainTags = tags(htmlReport(runWith("x"), sourceOf));

test("failures are open, with rule, source, place and curl; what passed is folded", () => {
  const page = htmlReport(runWith("Lunch"), sourceOf);
  expect(page).toContain("<title>1 failed: contract of https://chat.example</title>");
  expect(page).toContain('<details open class="fail check">');
  expect(page).toContain("threads.get.properties (observed: recording &lt;7&gt; &amp; more)");
  expect(page).toContain('<code class="pointer">/body/Lunch</code>');
  expect(page).toContain("curl -i -X GET &#39;https://chat.example/chat/threads/19:a");
  expect(page).toContain("Allowed: Lunch (#12), until 2026-12-31");
  expect(page).toContain('<details class="pass group"><summary>1 Passed</summary>');
  expect(page).toContain("3 of 80 rules covered");
  expect(page).toContain("<summary>Not covered: 1</summary>");
  expect(page).toContain("Take away thread 19:left");
  expect(page).toContain("Take acs.threads.get.stale at 2024-03-07 out of the allow list");
});

test("an answer of JSON is laid out", () => {
  const [failing] = failingWith("x").failures;
  const exchange = failing?.exchange;
  if (!failing || !exchange) throw new Error("There is a failure with an exchange.");
  const body = { value: [{ id: "<1>" }] };
  const response = { ...exchange.response, text: JSON.stringify(body), body };
  const failures = [{ ...failing, exchange: { ...exchange, response } }];
  const page = htmlReport(reportOf([checkWith({ status: "fail", failures })]), sourceOf);
  expect(page).toContain(
    "&quot;value&quot;: [\n    {\n      &quot;id&quot;: &quot;&lt;1&gt;&quot;",
  );
});

test("the page asks for nothing, runs nothing, and its policy forbids both", () => {
  const page = htmlReport(runWith("x"), sourceOf);
  const [, style = ""] = /<style>(.*)<\/style>/s.exec(page) ?? [];
  const hash = createHash("sha256").update(style).digest("base64");
  expect(page).toContain(
    `content="default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'"`,
  );
  expect(page).not.toMatch(/<script|<link|<img|\ssrc=|\shref=|\sstyle=|\son\w+=|@import|url\(/i);
});

test("a large answer is cut", () => {
  const page = htmlReport(reportOf([failingWith("y".repeat(1_000_000))]), sourceOf);
  expect(page.length).toBeLessThan(300_000);
  expect(page).toContain("(980000 more characters)");
});

test.each(hostileTexts)("%s is shown as text", (_, text) => {
  expect(tags(htmlReport(runWith(text), sourceOf))).toEqual(plainTags);
});

test("no text at all becomes markup", () => {
  const parts = fc.constantFrom(
    "<",
    ">",
    "&",
    '"',
    "'",
    "</pre>",
    "<script>",
    "<!--",
    "-->",
    "${",
    "\\",
  );
  const hostile = fc
    .array(fc.oneof(parts, fc.string({ unit: "binary" })))
    .map((all) => all.join(""));
  fc.assert(
    fc.property(hostile, (text) => {
      expect(tags(htmlReport(runWith(text), sourceOf))).toEqual(plainTags);
    }),
  );
});
