// The page of a run in a real browser: what it shows, that hostile answers stay text, and that it fits a phone.

import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { contracts, runContract } from "../../src/contracts/index.ts";
import { ruleSource } from "../../src/contracts/judge/rule-source.ts";
import { htmlReport } from "../../src/contracts/reports/html.ts";
import { newFolder } from "../command-line/folders.ts";
import { brokenServer } from "../contracts/suite/broken-server.ts";
import { launchBrowser, missingBrowser } from "./browser.ts";

const hostile = `</pre></details><script>document.title = "owned"</script><img src="http://127.0.0.1:9/x" onerror="document.title = 'owned'"><style>*{display:none}</style>${"long".repeat(200)}`;

/** A run against an endpoint that answers one operation with markup, as a page. */
async function brokenPage(): Promise<string> {
  await using server = await brokenServer((asked, answer) => {
    if (asked.method === "GET" && /threads\/[^/]+$/.test(asked.path)) answer.text = hostile;
  });
  const { emulator, dispatcher } = server;
  const { connectionString, endpoint: url } = emulator.acs;
  const only = ["acs.threads.*"];
  const skip = ["acs.threads.list.*"];
  const report = await runContract({ url, connectionString, dispatcher, only, skip, retries: 0 });
  return htmlReport(report, (rule) =>
    ruleSource(contracts.acs, rule, { operation: undefined, apiVersion: undefined }),
  );
}

const missing = missingBrowser();

// realtime.test.ts says what is missing, and fails for it in CI.
describe.skipIf(missing !== undefined)("the page of a run against a broken endpoint", () => {
  let browser: Browser;
  let html: string;

  beforeAll(async () => {
    [browser, html] = await Promise.all([launchBrowser(), brokenPage()]);
  });

  afterAll(async () => {
    await browser?.close();
  });

  /** Opens it as a file, as one that was downloaded from a build is opened. */
  async function open(colorScheme: "light" | "dark" = "light") {
    const context = await browser.newContext({
      viewport: { width: 360, height: 740 },
      colorScheme,
    });
    onTestFinished(() => context.close());
    const page = await context.newPage();
    const requests: string[] = [];
    const problems: string[] = [];
    page.on("request", (request) => requests.push(request.url()));
    page.on("pageerror", (error) => problems.push(String(error)));
    page.on("console", (message) => problems.push(message.text()));
    const file = join(newFolder(), "report.html");
    writeFileSync(file, html);
    const url = pathToFileURL(file).href;
    await page.goto(url);
    return { page, requests, problems, url };
  }

  const failureIn = (page: Page) =>
    page.locator("details.fail.check", { hasText: "acs.threads.get.properties" });

  test("shows a failure at once: its rule and source, its place, and the request as curl", async () => {
    const { page } = await open();
    const failure = failureIn(page);
    expect(await failure.locator(".rule").first().textContent()).toMatch(
      /^threads\.get\.properties \((observed|specified|documented): .+\)$/,
    );
    expect(await failure.locator(".pointer").textContent()).toMatch(/^\/(body|status)/);
    expect(await failure.locator(".curl").isVisible()).toBe(true);
    expect(await failure.locator(".curl").textContent()).toMatch(
      /^curl -i -X GET 'http.+\/chat\/threads\/.+authorization: Bearer <redacted>'/,
    );
  });

  test("shows what the endpoint said as text, runs none of it and asks for nothing", async () => {
    const { page, requests, problems, url } = await open();
    expect(await failureIn(page).locator(".body").textContent()).toBe(hostile);
    expect(await page.locator("script, img").count()).toBe(0);
    expect(await page.title()).toMatch(/^\d+ failed: contract of /);
    expect(requests).toEqual([url]);
    expect(problems).toEqual([]);
  });

  test("keeps what passed folded until it is asked for", async () => {
    const { page } = await open();
    const passed = page.locator("details.pass");
    const first = passed.locator("li").first();
    expect(await first.isVisible()).toBe(false);
    await passed.locator("summary").click();
    expect(await first.isVisible()).toBe(true);
  });

  test("fits a phone without scrolling to the side, with everything unfolded", async () => {
    const { page } = await open();
    await page.evaluate(
      "document.querySelectorAll('details').forEach((one) => { one.open = true })",
    );
    const width = await page.evaluate<number>("document.documentElement.scrollWidth");
    expect(width).toBeLessThanOrEqual(360);
  });

  test("is styled, and dark where the reader wants it so", async () => {
    const ground = async (scheme: "light" | "dark") =>
      (await open(scheme)).page.evaluate<string>("getComputedStyle(document.body).backgroundColor");
    expect(await ground("light")).toBe("rgb(255, 255, 255)");
    expect(await ground("dark")).toBe("rgb(13, 17, 23)");
  });
});
