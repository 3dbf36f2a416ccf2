// The read-only profile: it judges what is there, makes nothing, and is red when what is there is broken.

import { expect, test } from "vitest";
import { runContract } from "../../../src/contracts/run-contract.ts";
import { always, type Body, message, participants, receipts, thread } from "./breaks/edits.ts";
import { type Asked, type Break, brokenServer, type Server } from "./broken-server.ts";

/** A run over a thread that somebody made before. */
async function judged({ emulator, dispatcher }: Server) {
  const alice = await emulator.acs.user("alice");
  const call = async (path: string, body: unknown): Promise<Body> => {
    const headers = { authorization: `Bearer ${alice.token}`, "content-type": "application/json" };
    const url = `${emulator.acs.endpoint}chat/threads${path}?api-version=2025-03-15`;
    const init = { method: "POST", headers, body: JSON.stringify(body) };
    const text = await (await emulator.fetch(new Request(url, init))).text();
    return text === "" ? undefined : JSON.parse(text);
  };
  const { chatThread } = await call("", { topic: "There" });
  const { id } = await call(`/${chatThread.id}/messages`, { content: "Hello" });
  await call(`/${chatThread.id}/readReceipts`, { chatMessageId: id });
  return runContract({
    url: emulator.acs.endpoint,
    tokens: [alice.token],
    profile: "read-only",
    dispatcher,
    retries: 0,
  });
}

test("a read-only run sends nothing but what reads, and judges thirty checks", async () => {
  const asked: Asked[] = [];
  await using server = await brokenServer((request) => void asked.push(request));
  const report = await judged(server);
  expect(report.summary.failed).toBe(0);
  expect(report.summary.passed).toBeGreaterThanOrEqual(30);
  expect(report.leftovers).toEqual([]);
  expect(asked.filter(({ method }) => method !== "GET")).toEqual([]);
  const skipped = report.checks.filter(({ status }) => status === "skipped");
  expect(new Set(skipped.map(({ reason }) => reason))).toContain(
    "It needs the profile safe; the run has read-only.",
  );
});

test.each<readonly [string, () => Break]>([
  ["a thread", always(thread((body) => delete body.createdOn))],
  ["the participants", always(participants((body) => delete body.value))],
  ["a message", always(message((body) => delete body.version))],
  ["the receipts", always(receipts(({ value }) => delete value[0].readOn))],
])("what is there is red when %s lost something", async (_, tamper) => {
  await using server = await brokenServer(tamper());
  const report = await judged(server);
  const failed = report.checks.filter(({ status }) => status === "fail");
  expect(failed.map(({ id }) => id)).toEqual(["acs.general.what-is-there"]);
});
