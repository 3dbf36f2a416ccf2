// chat-emulator contract: what it plans, what it lets pass, in which order it goes and how it shows where it is.

import { readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { expect, test } from "vitest";
import { createChatEmulator } from "../../src/server/index.ts";
import { newFolder } from "./folders.ts";
import { runHere } from "./recorder.ts";

const environment = () => ({ CHAT_EMULATOR_DATA: newFolder() });

function fileOf(value: unknown): string {
  const file = join(newFolder(), "allow.json");
  writeFileSync(file, JSON.stringify(value));
  return file;
}

test("a plan prints every call of a run and makes none", async () => {
  let calls = 0;
  const server = createServer((_, answer) => {
    calls += 1;
    answer.end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const key = "endpoint=https://x/;accesskey=c2VjcmV0";
  const only = ["--only", "acs.messages.update.*"];
  const args = ["contract", `${url}/`, "--plan", "--connection-string", key, ...only];
  const { exitCode, stdout, stderr } = await runHere(args, environment());
  server.close();
  expect({ exitCode, stderr, calls }).toEqual({ exitCode: 0, stderr: "", calls: 0 });
  expect(stdout).toContain(`before the first check\n  POST ${url}/identities?`);
  expect(stdout).toContain("acs.messages.update.metadata-merges at 2025-03-15\n");
  const message = `${url}/chat/threads/{thread}/messages/{message}?api-version=2025-03-15`;
  expect(stdout).toContain(`  PATCH ${message}\n`);
  expect(stdout).toMatch(/after the last check\n {2}DELETE /);
  expect(stdout).toMatch(/\n3 checks, \d+ calls; none was made to http/);
  expect(stdout).not.toContain("c2VjcmV0");
});

test("a plan makes exactly the calls that the run then makes", async () => {
  await using emulator = await createChatEmulator();
  await emulator.listen({ port: 0 });
  const har = join(newFolder(), "run.har");
  const key = ["--connection-string", emulator.acs.connectionString];
  const args = ["contract", emulator.url, ...key, "--only", "acs.participants.*"];
  const planned = await runHere([...args, "--plan"], environment());
  await runHere([...args, "--har", har], environment());
  const { log } = JSON.parse(readFileSync(har, "utf8"));
  const count = Number(/ (\d+) calls;/.exec(planned.stdout)?.[1]);
  expect(log.entries).toHaveLength(count);
});

test("a plan for two tokens leaves out what needs three users", async () => {
  await using emulator = await createChatEmulator();
  const [alice, bob] = [await emulator.acs.user("alice"), await emulator.acs.user("bob")];
  const tokens = ["--user-token", alice.token, "--user-token", bob.token];
  const args = ["contract", "http://127.0.0.1:1", ...tokens, "--plan", "--only", "acs.partici*"];
  const { exitCode, stdout } = await runHere(args, environment());
  expect(exitCode).toBe(0);
  expect(stdout).toContain("acs.participants.list.item at");
  expect(stdout).not.toContain("acs.participants.list.paging at");
  expect(stdout).not.toContain("/identities");
});

test("known failures do not fail a run, and one that passes does", async () => {
  await using emulator = await createChatEmulator();
  await emulator.listen({ port: 0 });
  const key = ["--connection-string", emulator.acs.connectionString];
  const args = ["contract", emulator.url, ...key, "--only", "acs.threads.delete.twice"];
  const stale = fileOf([{ id: "acs.threads.delete.twice", reason: "Was broken once" }]);
  const ended = await runHere([...args, "--allow", stale], environment());
  expect(ended.exitCode).toBe(1);
  expect(ended.stdout).toContain(
    "STALE  Take acs.threads.delete.twice out of the allow list: it passes now.",
  );
});

test.each([
  ["names no check", () => fileOf([{ id: "acs.nothing", reason: "r" }]), "which is no check. See"],
  ["is not there", () => "/no/such/file", "Cannot use the allow list /no/such/file: "],
])("an allow list that %s is a usage error", async (_, file, says) => {
  const key = ["--connection-string", "accesskey=a2V5"];
  const args = ["contract", "http://127.0.0.1:1", ...key, "--allow", file()];
  const { exitCode, stderr } = await runHere(args, environment());
  expect(exitCode).toBe(2);
  expect(stderr).toContain(says);
});

test("a seed draws the order of the checks, the same one each time", async () => {
  await using emulator = await createChatEmulator();
  await emulator.listen({ port: 0 });
  const order = async (...more: readonly string[]) => {
    const key = ["--connection-string", emulator.acs.connectionString];
    const args = ["contract", emulator.url, ...key, "--only", "acs.threads.*", "--report", "json"];
    const { stdout } = await runHere([...args, ...more], environment());
    const report: { checks: readonly { id: string; status: string }[] } = JSON.parse(stdout);
    expect(report.checks.filter(({ status }) => status !== "pass")).toEqual([]);
    return report.checks.map(({ id }) => id);
  };
  const [listed, one, again, other] = [
    await order(),
    await order("--seed", "1"),
    await order("--seed", "1"),
    await order("--seed", "2"),
  ];
  expect(again).toEqual(one);
  expect(one).not.toEqual(listed);
  expect(other).not.toEqual(one);
  expect([...one].sort()).toEqual([...listed].sort());
});

test("on a terminal a line says how far it is, and leaves it empty; elsewhere nothing does", async () => {
  await using emulator = await createChatEmulator();
  await emulator.listen({ port: 0 });
  const key = ["--connection-string", emulator.acs.connectionString];
  const args = ["contract", emulator.url, ...key, "--only", "acs.threads.delete.*"];
  const seen = await runHere(args, environment(), true);
  expect(seen.stderr).toContain("\r\u001b[2K1/1  0 failed  acs.threads.delete.twice");
  expect(seen.stderr.endsWith("\r\u001b[2K")).toBe(true);
  const piped = await runHere(args, environment());
  expect(piped.stderr).not.toContain("\u001b");
  expect(seen.stdout.replace(/[\d.]+ s/, "")).toBe(piped.stdout.replace(/[\d.]+ s/, ""));
});
