// Annotations for GitHub: one line each, whatever an endpoint says.

import fc from "fast-check";
import { expect, test } from "vitest";
import { githubReport } from "../../../src/contracts/reports/github.ts";
import { checkWith, failingWith, hostileTexts, reportOf, runWith, sourceOf } from "./runs.ts";

/** As the runner reads a line. */
function read(line: string) {
  const [, name, title = "", text = ""] = /^::(\w+) title=([^:,]*)::(.*)$/.exec(line) ?? [];
  const data = (escaped: string) =>
    escaped.replaceAll("%0D", "\r").replaceAll("%0A", "\n").replaceAll("%25", "%");
  return {
    name,
    title: data(title.replaceAll("%3A", ":").replaceAll("%2C", ",")),
    text: data(text),
  };
}

const readAll = (source: string) => source.trimEnd().split("\n").map(read);

test("the counts come first, then errors, warnings for what is flaky, notices for what is allowed", () => {
  const lines = readAll(githubReport(runWith("x"), sourceOf));
  const where = "A thread shows its id, topic and creator";
  expect(lines.map(({ name, title }) => `${name} ${title}`)).toEqual([
    "notice Contract of https://chat.example",
    `error ${where} (acs.threads.get.properties at 2025-03-15)`,
    `warning Flaky: ${where} (acs.threads.get.flaky at 2025-03-15)`,
    `notice Allowed: ${where} (acs.threads.get.allowed at 2025-03-15)`,
    "error Stale allowance",
    "error Left behind",
  ]);
  expect(lines[0]?.text).toBe(
    "5 checks: 1 passed, 1 failed, 1 flaky, 1 skipped, 1 allowed; 1 of 2 operations and 3 of 80 rules covered; 65.4 s",
  );
  expect(lines[1]?.text).toContain("rule      threads.get.properties (observed: recording <7>");
  expect(lines[1]?.text).toContain("\nat        /body/x\n");
  expect(lines[3]?.text).toBe("x (#12), until 2026-12-31");
});

test("signs that the runner would read are escaped, in titles more of them than in texts", () => {
  const check = failingWith("50%\r\n", { title: "a: b, 100%\nc", rules: [], id: "i" });
  const [, line = ""] = githubReport(reportOf([check]), sourceOf).split("\n");
  expect(line).toContain(
    "::error title=a%3A b%2C 100%25%0Ac (i at 2025-03-15)::The topic is 50%25 ",
  );
});

test.each(hostileTexts)("%s makes no command of its own", (_, text) => {
  const names = (source: string) => readAll(source).map(({ name }) => name);
  expect(names(githubReport(runWith(text), sourceOf))).toEqual(
    names(githubReport(runWith("x"), sourceOf)),
  );
});

test("any title is read back as it was, without control characters", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary-ascii" }), (title) => {
      const check = checkWith({ status: "fail", title, id: "i", apiVersion: "v" });
      const [, found] = readAll(githubReport(reportOf([check]), sourceOf));
      // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
      const kept = title.replace(/[\0-\x08\x0b\x0c\x0e-\x1f]/g, "");
      expect(found?.title).toBe(`${kept} (i at v)`);
    }),
  );
});
