// Every check of the suite is shown red on a server that is broken in just the way that it is there to notice.

import { expect, test } from "vitest";
import { listChecks, runContract } from "../../../src/contracts/run-contract.ts";
import { breaks, familyBreaks } from "./breaks.ts";
import { brokenServer } from "./broken-server.ts";

const checks = listChecks().map(({ id }) => id);

function breakOf(id: string) {
  return breaks[id] ?? familyBreaks[id.slice(id.lastIndexOf(".") + 1)];
}

test("every check has a server that is broken for it, and every such server a check", () => {
  expect(checks.filter((id) => !breakOf(id))).toEqual([]);
  expect(Object.keys(breaks).filter((id) => !checks.includes(id))).toEqual([]);
});

test("no two checks have the same id", () => {
  expect(new Set(checks).size).toBe(checks.length);
});

test.each(checks)("%s notices", async (id) => {
  const tamper = breakOf(id)?.();
  if (!tamper) throw new Error(`No server is broken for ${id}. Add it to breaks.ts.`);
  await using server = await brokenServer(tamper);
  const { emulator, dispatcher } = server;
  const report = await runContract({
    url: emulator.acs.endpoint,
    connectionString: emulator.acs.connectionString,
    dispatcher,
    only: [id],
    retries: 0,
    patienceSeconds: 0,
  });
  expect(report.checks.map(({ status }) => status)).toEqual(["fail"]);
  const [failure] = report.checks[0]?.failures ?? [];
  expect(failure?.message).not.toBe("");
  expect(failure?.pointer).toMatch(/^\//);
});
