// chat-emulator check: what it prints, into which files, and with which exit code it ends.

import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { Exchange } from "../../src/contracts/index.ts";
import { changed, good } from "../contracts/exchanges.ts";
import { newFolder } from "./folders.ts";
import { runHere } from "./recorder.ts";

const secret = "c2VjcmV0LXNlY3JldC1zZWNyZXQ=";
const other: Exchange = {
  vendor: "acs",
  request: { method: "GET", url: "https://example.com/logo.png" },
  response: { status: 200 },
};
const broken = changed(good.getMessage, "/body/createdOn", "2026-01-01T00:00:00Z");

function write(...exchanges: readonly Exchange[]): string {
  const file = join(newFolder(), "traffic.jsonl");
  writeFileSync(file, exchanges.map((exchange) => `${JSON.stringify(exchange)}\n`).join(""));
  return file;
}

test("traffic that keeps the contract is one line, and exit code 0", async () => {
  const [one, two] = [write(good.create, other), write(good.createIdentity, good.typing)];
  expect(await runHere(["check", one, two], {})).toEqual({
    exitCode: 0,
    stdout: "4 exchanges, 3 judged, 0 violations, 1 not of this vendor\n",
    stderr: "",
  });
});

test("each violation is shown with its place, its rule and how that is known", async () => {
  const file = write(good.create, broken);
  const { exitCode, stdout, stderr } = await runHere(["check", file], {});
  expect({ exitCode, stderr }).toEqual({ exitCode: 1, stderr: "" });
  const path = new URL(broken.request.url).pathname;
  expect(stdout).toBe(
    `${file}, line 2: GET ${path} answered 200
  ChatThread_GetChatMessage at 2025-03-15
  \`createdOn\` is the id of the message, cut to whole seconds.
    rule      times.created (observed: acs-rest 3.1)
    at        /body/createdOn
    expected  "2025-06-15T23:04:09Z"
    got       "2026-01-01T00:00:00Z"

2 exchanges, 2 judged, 1 violations, 0 not of this vendor
`,
  );
});

test("a derived rule is known as its version is", async () => {
  const file = write(changed(good.getThread, "/body/topic", undefined));
  const { stdout } = await runHere(["check", file], {});
  expect(stdout).toMatch(
    /rule {6}schema\.ChatThreadProperties \(observed: 2025-03-15 as in Java .*\)\n/,
  );
  expect(stdout).toContain("\n    got       nothing\n");
});

test("what was not judged is told with the reason", async () => {
  const unknown = { ...good.getThread, request: { method: "GET", url: "/chat/threads" } };
  const { exitCode, stdout } = await runHere(["check", write(good.create, unknown)], {});
  expect(exitCode).toBe(0);
  expect(stdout).toBe(
    "2 exchanges, 1 judged, 0 violations, 0 not of this vendor\n  1 not judged: The request names no api-version.\n",
  );
});

test("--strict also finds unknown properties, as its variable does", async () => {
  const file = write(changed(good.getMessage, "/body/reactions", []));
  expect((await runHere(["check", file], {})).exitCode).toBe(0);
  expect((await runHere(["check", "--strict", file], {})).exitCode).toBe(1);
  expect((await runHere(["check", file], { CHAT_EMULATOR_STRICT: "1" })).exitCode).toBe(1);
});

test("--api-version judges by another version", async () => {
  const file = write(good.getThread);
  const { exitCode, stdout } = await runHere(
    ["check", "--api-version", "2020-09-21-preview2", file],
    {},
  );
  expect(exitCode).toBe(1);
  expect(stdout).toContain("  ChatThread_GetChatThreadProperties at 2020-09-21-preview2\n");
  expect(stdout).toContain("    at        /body/members\n");
});

test("--report json is one document, with every exchange", async () => {
  const file = write(good.create, broken, other);
  const { exitCode, stdout } = await runHere(["check", "--report", "json", file], {});
  expect(exitCode).toBe(1);
  const report = JSON.parse(stdout);
  expect(report.summary).toEqual({ exchanges: 3, judged: 2, violations: 1, notOfThisVendor: 1 });
  expect(report.exchanges[1]).toEqual({
    file,
    place: "line 2",
    method: "GET",
    path: new URL(broken.request.url).pathname,
    status: 200,
    operation: "ChatThread_GetChatMessage",
    apiVersion: "2025-03-15",
    violations: [
      {
        rule: "times.created",
        evidence: "observed",
        source: "acs-rest 3.1",
        pointer: "/body/createdOn",
        expected: "2025-06-15T23:04:09Z",
        actual: "2026-01-01T00:00:00Z",
        message: "`createdOn` is the id of the message, cut to whole seconds.",
      },
    ],
  });
});

test("reports go into files, with the last line for whoever watches", async () => {
  const report = join(newFolder(), "report.json");
  const file = write(good.create);
  const summary = "1 exchanges, 1 judged, 0 violations, 0 not of this vendor\n";
  const alone = await runHere(["check", "--report", `json:${report}`, file], {});
  expect(alone).toEqual({ exitCode: 0, stdout: summary, stderr: "" });
  expect(JSON.parse(readFileSync(report, "utf8")).summary.judged).toBe(1);
  const both = await runHere(["check", file, "--report", "pretty"], {
    CHAT_EMULATOR_REPORT: `json:${report}`,
  });
  expect(both.stdout).toBe(summary);
});

test("no secret is printed, and nothing that was recorded can take over a terminal", async () => {
  const url = `/identities?api-version=2023-10-01&access_token=${secret}`;
  const leaking = changed(good.createIdentity, "/body/accessToken", secret);
  const file = write(
    { ...leaking, request: { method: "POST", url, headers: { authorization: secret } } },
    changed(good.getThread, "/body/topic", { text: `\u001b[2J accesskey=${secret}` }),
  );
  for (const format of ["pretty", "json"]) {
    const { exitCode, stdout } = await runHere(["check", "--report", format, file], {});
    expect(exitCode).toBe(1);
    expect(stdout).not.toContain(secret);
    expect(stdout).not.toContain("\u001b");
  }
});

test("of very many violations in one exchange, ten are shown", async () => {
  const items = Array.from({ length: 30 }, () => ({}));
  const file = write(changed(good.listThreads, "/body/value", items));
  const { stdout } = await runHere(["check", file], {});
  expect(stdout.match(/ {4}rule /g)).toHaveLength(10);
  expect(stdout).toContain("\n  and 50 more\n");
  expect(stdout).toContain("60 violations");
});

test.each([
  [
    "nothing of the vendor",
    () => [write(other)],
    /^Cannot check .+: none of the 1 exchanges could be judged\. .+\.\n$/,
  ],
  [
    "no such file",
    () => ["nowhere.har"],
    /^Cannot read nowhere\.har: there is no such file or folder\. .+\.\n$/,
  ],
  ["a folder", () => [newFolder()], /^Cannot read .+: it is a folder\. .+\.\n$/],
  [
    "a file that is no recording",
    () => [import.meta.filename],
    /: line 1: it is no JSON\. .+\.\n$/,
  ],
  ["no file", () => [], /^Cannot read the command line: the file to check is missing\. .+\.\n$/],
  [
    "an unknown version",
    () => [write(other), "--api-version", "2099-01-01"],
    /^Cannot check at api-version "2099-01-01": .+ such as 2025-03-15\.\n$/,
  ],
  [
    "an unknown report",
    () => [write(other), "--report", "xml"],
    /^Cannot use --report "xml": it is not pretty or json/,
  ],
  [
    "a report that cannot be written",
    () => [write(good.create), "--report", "json:/nowhere/x"],
    /^Cannot write \/nowhere\/x: .+\.\n$/,
  ],
])("%s is one line and exit code 2", async (_, args, message) => {
  const { exitCode, stderr } = await runHere(["check", ...args()], {});
  expect(exitCode).toBe(2);
  expect(stderr).toMatch(message);
  expect(stderr).toMatch(/^[^\n]+\n$/);
});
