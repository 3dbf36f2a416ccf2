// Allow lists: what they say of a failure, when they are over, and which cannot be used.

import { describe, expect, test } from "vitest";
import { runContract } from "../../../src/contracts/run-contract.ts";
import { AllowList, parseAllowList } from "../../../src/contracts/suite/allow-list.ts";
import type { CheckResult, Status } from "../../../src/contracts/suite/check.ts";
import { silent } from "./breaks/edits.ts";
import { brokenServer } from "./broken-server.ts";

const known = ["acs.one", "acs.two"];

function resultOf(id: string, status: Status, apiVersion = "2025-03-15"): CheckResult {
  const rest = { title: "", operations: [], rules: [], durationMs: 0, failures: [] };
  return { id, status, apiVersion, ...rest };
}

test("a list is read as JSON and as YAML", () => {
  const entry = { id: "acs.one", reason: "Not rolled out yet", issue: "#7", expires: "2027-01-31" };
  expect(parseAllowList(JSON.stringify([entry]), known)).toEqual([entry]);
  const yaml =
    "- id: acs.one\n  reason: Not rolled out yet\n  issue: '#7'\n  expires: 2027-01-31\n";
  expect(parseAllowList(yaml, known)).toEqual([entry]);
  expect(parseAllowList("[]", known)).toEqual([]);
});

test.each([
  ["{", "it is neither JSON nor YAML"],
  ["{}", "it is no list"],
  ["", "it is no list"],
  ["[1]", "entry 1 is no object"],
  ['[{"id":"acs.one"}]', "entry 1 has no reason"],
  ['[{"reason":"r"}]', "entry 1 has no id"],
  ['[{"id":"acs.one","reason":" "}]', "reason of entry 1 is no text"],
  ['[{"id":"acs.one","reason":"r","until":"x"}]', "entry 1 has an unknown field until"],
  ['[{"id":"acs.three","reason":"r"}]', "entry 1 names acs.three, which is no check"],
  ['[{"id":"acs.one","reason":"r","expires":"soon"}]', "expires of entry 1 is no day"],
  ['[{"id":"acs.one","reason":"r","expires":"2027-13-41"}]', "expires of entry 1 is no day"],
])("%s cannot be used: %s", (text, says) => {
  expect(() => parseAllowList(text, known)).toThrow(says);
});

describe("a known failure", () => {
  const list = new AllowList([{ id: "acs.one", reason: "r", expires: "2026-12-31" }], "2026-12-31");

  test("is allowed up to and on its last day", () => {
    expect(list.apply(resultOf("acs.one", "fail")).allowed).toEqual({
      reason: "r",
      expires: "2026-12-31",
    });
  });

  test("is not another check's, and a pass is no failure", () => {
    expect(list.apply(resultOf("acs.two", "fail")).allowed).toBeUndefined();
    expect(list.apply(resultOf("acs.one", "pass")).allowed).toBeUndefined();
  });

  test.each<readonly [Status, readonly string[]]>([
    ["pass", ["passes"]],
    ["fail", []],
    ["flaky", []],
    ["skipped", []],
  ])("whose check ends as %s leaves the list so", (status, problems) => {
    const stale = list.stale([resultOf("acs.one", status)]);
    expect(stale.map(({ problem }) => problem)).toEqual(problems);
  });

  test("is over on the day after", () => {
    const late = new AllowList(
      [{ id: "acs.one", reason: "r", expires: "2026-12-31" }],
      "2027-01-01",
    );
    expect(late.apply(resultOf("acs.one", "fail")).allowed).toBeUndefined();
    expect(late.stale([])).toEqual([{ id: "acs.one", problem: "expired" }]);
  });

  test("of one version is not that of another", () => {
    const one = new AllowList(
      [{ id: "acs.one", reason: "r", apiVersion: "2021-09-07" }],
      "2026-01-01",
    );
    expect(one.apply(resultOf("acs.one", "fail")).allowed).toBeUndefined();
    expect(one.apply(resultOf("acs.one", "fail", "2021-09-07")).allowed).toEqual({ reason: "r" });
    expect(one.stale([resultOf("acs.one", "pass")])).toEqual([]);
  });
});

test("a run counts a known failure apart, and one that passes as stale", async () => {
  await using server = await brokenServer(silent("Value for MessageId"));
  const { emulator, dispatcher } = server;
  const { connectionString, endpoint: url } = emulator.acs;
  const report = await runContract({
    url,
    connectionString,
    dispatcher,
    retries: 0,
    only: ["acs.messages.get.malformed-id", "acs.threads.delete.twice"],
    allow: [
      { id: "acs.messages.get.malformed-id", reason: "The proxy cuts messages" },
      { id: "acs.threads.delete.twice", reason: "Was broken once" },
    ],
  });
  expect(report.summary).toMatchObject({ failed: 0, allowed: 1, passed: 1 });
  expect(report.stale).toEqual([{ id: "acs.threads.delete.twice", problem: "passes" }]);
});
