// chat-emulator contract: what it prints, with which exit code it ends, and that nothing it makes stays behind.

import { existsSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { type ChatEmulator, createChatEmulator } from "../../src/server/index.ts";
import { build, startBuilt } from "./built.ts";
import { newFolder } from "./folders.ts";
import { runHere } from "./recorder.ts";

async function listening(): Promise<ChatEmulator> {
  const emulator = await createChatEmulator();
  await emulator.listen({ port: 0 });
  return emulator;
}

const environment = () => ({ CHAT_EMULATOR_DATA: newFolder() });

test("an endpoint that keeps the contract is a line of counts, exit code 0, and has nothing left in it", async () => {
  await using emulator = await listening();
  const ledger = join(newFolder(), "run.ledger");
  const { connectionString } = emulator.acs;
  const args = ["contract", emulator.url, "--connection-string", connectionString];
  const ended = await runHere([...args, "--ledger", ledger], environment());
  expect(ended.exitCode).toBe(0);
  // The rates of the emulator are off unless asked for.
  expect(ended.stdout).toMatch(/^SKIPPED .*The endpoint refused none of 40 calls\.\n/);
  expect(ended.stdout).toMatch(/\n\d+ checks: \d+ passed, 0 failed, 0 flaky, 1 skipped; /);
  expect(ended.stderr).toContain(ledger);
  expect(existsSync(ledger)).toBe(false);
});

test("what needs three users is skipped with two tokens, and says so", async () => {
  await using emulator = await listening();
  const [alice, bob] = [await emulator.acs.user("alice"), await emulator.acs.user("bob")];
  const tokens = ["--user-token", alice.token, "--user-token", bob.token];
  const args = ["contract", emulator.url, ...tokens, "--only", "acs.participants.*"];
  const { exitCode, stdout } = await runHere(args, environment());
  expect(exitCode).toBe(0);
  expect(stdout).toContain("It needs 3 users; the run has 2.");
  expect(stdout).not.toContain(alice.token);
});

test("a broken endpoint ends with exit code 1, the rule, the place and the request as curl", async () => {
  const server = createServer((_, response) => response.end("<html>Hello</html>"));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await using emulator = await listening();
  const { token } = await emulator.acs.user("alice");
  const args = ["contract", `http://127.0.0.1:${port}`, "--user-token", token, "--retries", "0"];
  const { exitCode, stdout } = await runHere(
    [...args, "--only", "acs.messages.list.history", "--only", "acs.threads.get.properties"],
    environment(),
  );
  server.close();
  expect(exitCode).toBe(1);
  expect(stdout).toContain("FAIL  A thread shows its id, topic and creator");
  expect(stdout).toContain("rule      threads.get.properties (observed: ");
  expect(stdout).toContain("at        /status");
  expect(stdout).toContain("curl -i -X POST 'http://127.0.0.1:");
  expect(stdout).toContain("authorization: Bearer <redacted>");
  expect(stdout).not.toContain(token);
});

describe("nothing can be judged", () => {
  const key = Buffer.from("wrong").toString("base64");

  test.each([
    ["when nobody listens", () => "http://127.0.0.1:1", /Cannot check .*could not be asked/],
    ["with a wrong key", (url: string) => url, /Is the access key right\?/],
  ])("%s: one line and exit code 2", async (_, urlOf, says) => {
    await using emulator = await listening();
    const connectionString = `endpoint=${emulator.url};accesskey=${key}`;
    const args = ["contract", urlOf(emulator.url), "--connection-string", connectionString];
    const { exitCode, stdout, stderr } = await runHere(args, environment());
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: "" });
    expect(stderr).toMatch(says);
  });

  test.each([
    ["without users", ["http://127.0.0.1:1"], "there are no users"],
    ["without a URL", ["nonsense"], "it is no http or https URL"],
    ["with a password in the URL", ["http://me:secret@127.0.0.1:1"], "it would stand in reports"],
    ["without a certificate", ["HTTPS"], "could not be asked"],
    [
      "with a CA that is not there",
      ["http://127.0.0.1:1", "--user-token", "t", "--ca", "/no/ca"],
      "/no/ca",
    ],
    [
      "with a ledger in no folder",
      ["http://127.0.0.1:1", "--user-token", "t", "--ledger", "/no/a/l"],
      "/no/a/l",
    ],
    [
      "with a token that is none",
      ["http://127.0.0.1:1", "--user-token", "t"],
      "it is no user access token",
    ],
    [
      "at an unknown version",
      ["http://127.0.0.1:1", "--user-token", "t", "--api-version", "1"],
      "no api-version 1",
    ],
  ])("%s: one line and exit code 2", async (_, words, says) => {
    await using emulator = await listening();
    const { connectionString } = emulator.acs;
    const isHttps = words[0] === "HTTPS";
    const args = isHttps
      ? [emulator.httpsUrl, "--connection-string", connectionString]
      : [...words];
    const { exitCode, stderr } = await runHere(["contract", ...args], environment());
    expect(exitCode).toBe(2);
    expect(stderr).toContain(says);
  });
});

test("the list names every check with its sentence", async () => {
  const { exitCode, stdout } = await runHere(["contract", "list"], {});
  expect(exitCode).toBe(0);
  expect(stdout).toContain("acs.threads.delete.twice  Deleting a thread again succeeds\n");
});

describe("as a process", () => {
  beforeAll(build);

  test("a run that is interrupted takes away what it has made, and reports what it knows", async () => {
    await using emulator = await listening();
    const ledger = join(newFolder(), "run.ledger");
    const key = ["--connection-string", emulator.acs.connectionString];
    const run = ["contract", emulator.url, ...key, "--ledger", ledger, "--rate", "3000"];
    const { child, ended } = startBuilt(run, environment());
    const hasMade = () => existsSync(ledger) && readFileSync(ledger, "utf8").includes('"thread"');
    await expect.poll(hasMade, { timeout: 20_000 }).toBe(true);
    child.kill("SIGINT");
    const { exitCode, stdout } = await ended;
    expect(exitCode).toBe(1);
    expect(stdout).toMatch(/^\d+ checks: \d+ passed, 0 failed, /m);
    expect(existsSync(ledger)).toBe(false);
    expect(emulator.acs.users).toEqual([]);
  });

  test("a run that is killed leaves a ledger, by which all it made can be taken away", async () => {
    await using emulator = await listening();
    const ledger = join(newFolder(), "run.ledger");
    const { connectionString } = emulator.acs;
    const common = ["--connection-string", connectionString];
    // Slow enough to be killed in the middle.
    const run = ["contract", emulator.url, ...common, "--ledger", ledger, "--rate", "600"];
    const { child, ended } = startBuilt(run, environment());
    const hasMade = () => existsSync(ledger) && readFileSync(ledger, "utf8").includes('"thread"');
    await expect.poll(hasMade, { timeout: 20_000 }).toBe(true);
    child.kill("SIGKILL");
    await ended;
    const cleaned = await runHere(["contract", "clean", ledger, ...common], environment());
    expect(cleaned.exitCode).toBe(0);
    expect(cleaned.stdout).toMatch(/^[4-9]\d* taken away, 0 left\n$/);
    const { users } = await (await fetch(`${emulator.url}/_emulator/info`))
      .json()
      .then((info) => (info as { acs: { users: unknown[] } }).acs);
    expect(users).toEqual([]);
  });
});
