// JUnit XML: well-formed whatever an endpoint says, with what a build server counts and shows.

import fc from "fast-check";
import { expect, test } from "vitest";
import { junitReport } from "../../../src/contracts/reports/junit.ts";
import { checkWith, failingWith, hostileTexts, reportOf, runWith, sourceOf } from "./runs.ts";
import { all, readXml, type XmlElement } from "./xml.ts";

function caseOf(root: XmlElement, id: string): XmlElement | undefined {
  return all(root, "testcase").find(({ attributes }) => attributes["classname"] === id);
}

test("each api-version is a suite with its own counts, in which an allowed failure is skipped", () => {
  const root = readXml(junitReport(runWith("x"), sourceOf));
  expect(root.attributes).toEqual({
    name: "Contract of https://chat.example",
    tests: "7",
    failures: "3",
    errors: "0",
    skipped: "2",
    time: "65.432",
  });
  const counts = root.children.map(({ attributes }) => attributes);
  expect(counts).toMatchObject([
    { name: "2025-03-15", tests: "4", failures: "1", skipped: "2" },
    { name: "2020-09-21-preview2", tests: "1", failures: "0", skipped: "0" },
    { name: "after the run", tests: "2", failures: "2" },
  ]);
});

test("a failure shows its rule and source, place, values, request and answer", () => {
  const root = readXml(junitReport(runWith("Lunch"), sourceOf));
  const found = caseOf(root, "acs.threads.get.properties");
  expect(found?.attributes["name"]).toBe("A thread shows its id, topic and creator");
  expect(found?.attributes["time"]).toBe("1.234");
  const [failure] = found?.children ?? [];
  expect(failure?.attributes).toEqual({
    message: "The topic is Lunch",
    type: "threads.get.properties",
  });
  expect(failure?.text.split("\n")).toEqual([
    "rule      threads.get.properties (observed: recording <7> & more)",
    "The topic is Lunch",
    "at        /body/Lunch",
    'expected  "a topic"',
    'got       "Lunch"',
    "curl -i -X GET 'https://chat.example/chat/threads/19:a?api-version=2025-03-15' -H 'authorization: Bearer <redacted>' -H 'x-sent: Lunch'",
    "answered 200 Lunch",
  ]);
});

test.each([
  ["acs.threads.get.skipped", "skipped", "Why not"],
  ["acs.threads.get.allowed", "skipped", "Allowed: Why not (#12), until 2026-12-31"],
])("%s is no failure and says why", (id, name, message) => {
  const found = caseOf(readXml(junitReport(runWith("Why not"), sourceOf)), id);
  expect(found?.children[0]).toMatchObject({ name, attributes: { message } });
});

test("a flaky check passes, and its output tells of it", () => {
  const found = caseOf(readXml(junitReport(runWith("x"), sourceOf)), "acs.threads.get.flaky");
  expect(found?.children.map(({ name }) => name)).toEqual(["system-out"]);
  expect(found?.children[0]?.text).toMatch(/^Flaky: it failed.*\nrule/);
});

test("a check that passed is an empty test case", () => {
  const root = readXml(junitReport(runWith("x"), sourceOf));
  expect(caseOf(root, "acs.threads.get.passed")?.children).toEqual([]);
});

test("what fails the run beside its checks fails a suite of its own", () => {
  const { children } = readXml(junitReport(runWith("x"), sourceOf));
  const failures = all(children.at(-1) ?? readXml("<none/>"), "failure");
  expect(failures.map(({ attributes }) => attributes["message"])).toEqual([
    "Take acs.threads.get.stale at 2024-03-07 out of the allow list: it passes now.",
    "Take away thread 19:left, by the ledger of the run: the run could not.",
  ]);
});

test("a message keeps its line feeds", () => {
  const root = readXml(junitReport(reportOf([failingWith("a\n\tb")]), sourceOf));
  expect(all(root, "failure")[0]?.attributes["message"]).toBe("The topic is a\n\tb");
});

test.each(hostileTexts)("%s does not change what there is", (_, text) => {
  const names = (source: string) => source.match(/<[/\w-]+/g);
  const source = junitReport(runWith(text), sourceOf);
  readXml(source);
  expect(names(source)).toEqual(names(junitReport(runWith("x"), sourceOf)));
});

test("any text is read back as it was, without what XML cannot hold", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (title) => {
      const root = readXml(junitReport(reportOf([checkWith({ title })]), sourceOf));
      const kept = title.replace(/[^\t\n\r\x20-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, "");
      expect(all(root, "testcase")[0]?.attributes["name"]).toBe(kept);
    }),
  );
});
