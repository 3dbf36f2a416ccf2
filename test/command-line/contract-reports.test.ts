// chat-emulator contract --report and --har: several reports of one run, where they go, and what is said when they cannot.

import { existsSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";
import { expect, test } from "vitest";
import { contractReports } from "../../bin/contract-report.ts";
import { createChatEmulator } from "../../src/server/index.ts";
import { runWith, sourceOf } from "../contracts/reports/runs.ts";
import { newFolder } from "./folders.ts";
import { type Recorded, runHere } from "./recorder.ts";

const hostile = "</pre><script>document.title = 'owned'</script>";
const environment = () => ({ CHAT_EMULATOR_DATA: newFolder() });

/** One check against an endpoint that answers everything with markup. */
async function runBroken(
  words: readonly string[],
  variables: Readonly<Record<string, string>> = {},
): Promise<Recorded> {
  const server = createServer((_, response) => response.end(hostile));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const port = typeof address === "object" ? address?.port : undefined;
  await using emulator = await createChatEmulator();
  const { token } = await emulator.acs.user("alice");
  const args = ["contract", `http://127.0.0.1:${port}`, "--user-token", token, "--retries", "0"];
  const only = ["--only", "acs.threads.get.properties"];
  const ended = await runHere([...args, ...only, ...words], { ...environment(), ...variables });
  server.close();
  return ended;
}

test("one run is reported in every format at once, each into its place", async () => {
  const folder = newFolder();
  const file = (name: string) => join(folder, name);
  const targets = ["json", "junit", "sarif", "html"].map((format) => `${format}:${file(format)}`);
  const reports = [...targets, "pretty", "github"].flatMap((target) => ["--report", target]);
  const { exitCode, stdout } = await runBroken(reports);
  expect(exitCode).toBe(1);
  expect(stdout).toMatch(/^FAIL {2}A thread shows its id, topic and creator/);
  expect(stdout).toContain("\n::error title=A thread shows its id%2C topic and creator");
  const text = (name: string) => readFileSync(file(name), "utf8");
  expect(JSON.parse(text("json")).summary.failed).toBe(1);
  expect(text("junit")).toContain('<testsuite name="2025-03-15" tests="1" failures="1"');
  expect(text("junit")).toContain("threads.get.properties (observed: ");
  expect(JSON.parse(text("sarif")).runs[0].results[0].ruleId).toBe("acs.threads.get.properties");
  expect(text("html")).toContain("&lt;/pre&gt;&lt;script&gt;");
  expect(text("html")).not.toContain("<script");
  for (const name of ["json", "junit", "sarif", "html"]) {
    expect(text(name).match(/\beyJ[\w-]{10}/g)).toBe(null);
  }
});

test("the pretty report tells on one line why a failure is allowed, and what has to leave the allow list", () => {
  const title = "A thread shows its id, topic and creator";
  const lines = contractReports(runWith("Known"), sourceOf).pretty().split("\n");
  expect(lines.filter((line) => /^[A-Z]{4}/.test(line))).toEqual([
    `FAIL  ${title} (acs.threads.get.properties at 2025-03-15)`,
    `FLAKY  ${title} (acs.threads.get.flaky at 2025-03-15)`,
    `ALLOWED  ${title} (acs.threads.get.allowed at 2025-03-15): Known (#12), until 2026-12-31`,
    `SKIPPED  ${title} (acs.threads.get.skipped at 2025-03-15): Known`,
    "STALE  Take acs.threads.get.stale at 2024-03-07 out of the allow list: it passes now.",
  ]);
  expect(lines.at(-2)).toMatch(/^5 checks: 1 passed, 1 failed, 1 flaky, 1 skipped, 1 allowed; /);
});

test("reports that all go into files leave one line for the terminal", async () => {
  const file = join(newFolder(), "report.html");
  const { stdout } = await runBroken(["--report", `html:${file}`]);
  expect(stdout).toMatch(/^1 checks: 0 passed, 1 failed, .+ s\n$/);
  expect(existsSync(file)).toBe(true);
});

test.each([
  ["junit", /^<\?xml version="1\.0"/],
  ["sarif", /^\{\n {2}"\$schema"/],
  ["html", /^<!doctype html>/],
  ["github", /^::notice title=/],
])("without a file, %s goes to stdout and is all there is", async (format, start) => {
  const { stdout } = await runBroken(["--report", format]);
  expect(stdout).toMatch(start);
});

test("the variable takes several reports, with commas between", async () => {
  const file = join(newFolder(), "report.xml");
  const { stdout } = await runBroken([], { CHAT_CONTRACT_REPORT: `junit:${file}, github` });
  expect(stdout).toMatch(/^::notice/);
  expect(existsSync(file)).toBe(true);
});

test.each([
  ["contract", "xml", "pretty, json, junit, sarif, github or html", "junit:report.xml"],
  ["contract", "junit:", "pretty, json, junit, sarif, github or html", "junit:report.xml"],
  ["check", "junit:a.xml", "pretty or json", "json:report.json"],
])("%s takes no --report %s", async (command, format, formats, example) => {
  const { exitCode, stderr } = await runHere(
    [command, "http://127.0.0.1:1", "--report", format],
    {},
  );
  expect(exitCode).toBe(2);
  expect(stderr).toBe(
    `Cannot use --report ${JSON.stringify(format)}: it is not ${formats}, with :FILE if it is to be written to one. Give one such as ${example}.\n`,
  );
});

test("a report that cannot be written is complained about, and the others are there", async () => {
  const file = join(newFolder(), "report.json");
  const words = ["--report", "junit:/no/such/report.xml", "--report", `json:${file}`];
  const { exitCode, stderr } = await runBroken(words);
  expect(exitCode).toBe(2);
  expect(stderr).toContain(
    "Cannot write /no/such/report.xml: there is no such file or folder. Name another file in --report.\n",
  );
  expect(JSON.parse(readFileSync(file, "utf8")).summary.failed).toBe(1);
});

test("the HAR of a run is for its owner only, has no secret, and check finds nothing wrong in it", async () => {
  await using emulator = await createChatEmulator();
  await emulator.listen({ port: 0 });
  const file = join(newFolder(), "run.har");
  // One that was there before is replaced, and so are its rights.
  writeFileSync(file, "old", { mode: 0o644 });
  const { connectionString } = emulator.acs;
  const args = ["contract", emulator.url, "--connection-string", connectionString, "--har", file];
  const run = await runHere([...args, "--only", "acs.threads.*"], environment());
  expect(run.exitCode).toBe(0);
  expect(statSync(file).mode & 0o777).toBe(0o600);
  const har = readFileSync(file, "utf8");
  expect(har.match(/\beyJ[\w-]{10}/g)).toBe(null);
  const startedAt = Date.parse(JSON.parse(har).log.entries[0].startedDateTime);
  expect(Math.abs(startedAt - Date.now())).toBeLessThan(60_000);
  const checked = await runHere(["check", file], {});
  expect(checked.stdout).toMatch(/^\d+ exchanges, [1-9]\d* judged, 0 violations, /);
  expect(checked.exitCode).toBe(0);
});

test("a HAR of a run that judged nothing tells what was answered", async () => {
  const file = join(newFolder(), "run.har");
  await using emulator = await createChatEmulator();
  await emulator.listen({ port: 0 });
  const key = Buffer.from("wrong").toString("base64");
  const { exitCode } = await runHere(
    ["contract", emulator.url, "--connection-string", `endpoint=x;accesskey=${key}`],
    { ...environment(), CHAT_CONTRACT_HAR: file },
  );
  expect(exitCode).toBe(2);
  const statuses = JSON.parse(readFileSync(file, "utf8")).log.entries.map(
    ({ response }: { response: { status: number } }) => response.status,
  );
  expect(statuses).toEqual([401]);
});

test("a HAR that cannot be written is complained about before anything is sent", async () => {
  const args = ["contract", "http://127.0.0.1:1", "--user-token", "t", "--har", "/no/such/run.har"];
  const { exitCode, stderr } = await runHere(args, environment());
  expect(exitCode).toBe(2);
  expect(stderr).toBe(
    "Cannot write /no/such/run.har: there is no such file or folder. Name another file in --har.\n",
  );
});
