// SARIF: what GitHub code scanning asks of a file, and that hostile texts stay texts.

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { sarifReport } from "../../../src/contracts/reports/sarif.ts";
import { failingWith, hostileTexts, reportOf, runWith, sourceOf } from "./runs.ts";

const read = (text: string) => JSON.parse(sarifReport(runWith(text), sourceOf));

describe("a run", () => {
  const log = read("Lunch");
  const [run] = log.runs;
  const { results } = run;

  test("names its version and its tool", () => {
    expect(log.version).toBe("2.1.0");
    expect(log.runs).toHaveLength(1);
    expect(run.tool.driver.name).toBe("chat-emulator contract");
  });

  test("has a rule for each check, which says how its rules are known", () => {
    const ids = run.tool.driver.rules.map(({ id }: { id: string }) => id);
    expect(ids).toHaveLength(5);
    expect(new Set(ids).size).toBe(5);
    expect(run.tool.driver.rules[0]).toEqual({
      id: "acs.threads.get.properties",
      shortDescription: { text: "A thread shows its id, topic and creator" },
      fullDescription: { text: expect.any(String) },
      help: {
        text: "A thread shows its id, topic and creator.\nthreads.get.properties (observed: recording <7> & more)",
        markdown:
          "A thread shows its id, topic and creator.\n\n- threads.get.properties (observed: recording \\<7\\> & more)",
      },
      defaultConfiguration: { level: "error" },
      properties: { tags: ["contract", "ChatThread_GetChatThreadProperties"] },
    });
  });

  test("has a result for each failure: an error, a warning when flaky, suppressed when allowed", () => {
    const brief = results.map((result: Record<string, unknown>) => [
      result["ruleId"],
      result["ruleIndex"],
      result["level"],
      result["suppressions"],
    ]);
    const justification = "Lunch (#12), until 2026-12-31";
    expect(brief).toEqual([
      ["acs.threads.get.properties", 0, "error", []],
      ["acs.threads.get.flaky", 1, "warning", []],
      [
        "acs.threads.get.allowed",
        2,
        "error",
        [{ kind: "external", status: "accepted", justification }],
      ],
    ]);
  });

  test("has places that code scanning takes: relative, with a line, and each its own", () => {
    const uris = results.map(
      ({ locations: [place] }: { locations: { physicalLocation: unknown }[] }) =>
        place?.physicalLocation,
    );
    expect(uris[0]).toEqual({
      artifactLocation: { uri: "contract/2025-03-15/acs.threads.get.properties" },
      region: { startLine: 1 },
    });
    expect(results[0].locations[0].logicalLocations[0]).toEqual({
      name: "/body/Lunch",
      fullyQualifiedName: "GET https://chat.example/chat/threads/19:a?api-version=2025-03-15",
      kind: "resource",
    });
    const prints = results.map(
      ({ partialFingerprints }: { partialFingerprints: Record<string, string> }) =>
        partialFingerprints["primaryLocationLineHash"],
    );
    expect(new Set(prints).size).toBe(3);
    expect(prints[0]).toMatch(/^[\da-f]{16}:1$/);
  });

  test("has the request and the answer of a failure, and what was left behind", () => {
    expect(results[0].webRequest).toMatchObject({
      method: "GET",
      target: expect.stringContaining("19:a"),
    });
    expect(results[0].webResponse).toMatchObject({ statusCode: 200, body: { text: "Lunch" } });
    const [{ toolExecutionNotifications }] = run.invocations;
    expect(toolExecutionNotifications).toEqual([
      { level: "error", message: { text: expect.stringContaining("acs.threads.get.stale") } },
      { level: "error", message: { text: expect.stringContaining("thread 19:left") } },
    ]);
  });
});

test("the same failure has the same fingerprint in the next run, and another at another version", () => {
  const printOf = (apiVersion: string) =>
    JSON.parse(sarifReport(reportOf([failingWith("x", { apiVersion })]), sourceOf)).runs[0]
      .results[0].partialFingerprints.primaryLocationLineHash;
  expect(printOf("2025-03-15")).toBe(printOf("2025-03-15"));
  expect(printOf("2025-03-15")).not.toBe(printOf("2024-03-07"));
});

test("a text of the endpoint is no link", () => {
  const { text } = read("[click](https://attacker.example)").runs[0].results[0].message;
  expect(text).not.toContain("](");
});

test("a large answer is cut", () => {
  const source = sarifReport(reportOf([failingWith("y".repeat(1_000_000))]), sourceOf);
  const { webResponse } = JSON.parse(source).runs[0].results[0];
  expect(webResponse.body.text).toMatch(/y… \(990000 more characters\)$/);
});

function stringsIn(value: unknown): string[] {
  if (typeof value === "string") return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(stringsIn) : [];
}

test.each(hostileTexts)("%s leaves plain texts of one shape", (_, text) => {
  const shape = (value: unknown) => stringsIn(value).length;
  expect(shape(read(text))).toBe(shape(read("x")));
});

test("any text leaves no character that readers refuse", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (text) => {
      for (const found of stringsIn(read(text))) {
        expect(found.isWellFormed()).toBe(true);
        // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
        expect(found).not.toMatch(/[\0-\x08\x0b\x0c\x0e-\x1f]/);
      }
    }),
    { numRuns: 50 },
  );
});
