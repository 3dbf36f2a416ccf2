// chat-emulator contract --vendor stackexchange: what it lists, plans, runs, complains of, and that its recordings can be checked.

import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { type ChatEmulator, createChatEmulator } from "../../src/server/index.ts";
import { newFolder } from "./folders.ts";
import { runHere } from "./recorder.ts";

const vendor = ["--vendor", "stackexchange"];
const bot = ["--email", "bot@example.com", "--password", "secret"];
const alice = ["--email", "alice@example.com", "--password", "secret"];
const environment = (more: Readonly<Record<string, string>> = {}) => ({
  CHAT_EMULATOR_DATA: newFolder(),
  ...more,
});

async function listening(): Promise<ChatEmulator> {
  const emulator = await createChatEmulator({ fixtures: ["sandbox"] });
  await emulator.listen({ port: 0 });
  return emulator;
}

test("an emulator that keeps the contract is green with two accounts, and has no message of the run", async () => {
  await using emulator = await listening();
  const ledger = join(newFolder(), "run.ledger");
  const args = ["contract", emulator.url, ...vendor, ...bot, ...alice, "--ledger", ledger];
  const { exitCode, stdout } = await runHere(args, environment());
  expect(stdout).toMatch(/\n1\d\d checks: \d+ passed, 0 failed, 0 flaky, 9 skipped; /);
  expect(stdout).toContain("It needs one of the accounts to be a moderator.");
  expect(exitCode).toBe(0);
  expect(existsSync(ledger)).toBe(false);
});

test("the account may come from the environment, and another room and chat host be named", async () => {
  await using emulator = await listening();
  const accounts = { CHAT_CONTRACT_EMAIL: "bot@example.com", CHAT_CONTRACT_PASSWORD: "secret" };
  const only = ["--only", "stackexchange.send.*", "--only", "stackexchange.login.*"];
  for (const more of [
    ["--room", "14219"],
    ["--chat-host", "chat.stackoverflow.com"],
  ]) {
    const args = ["contract", emulator.url, ...vendor, ...only, ...more];
    const { exitCode, stdout } = await runHere(args, environment(accounts));
    expect(stdout).toMatch(/\d\d checks: \d+ passed, 0 failed, 0 flaky, 1 skipped; /);
    expect(exitCode).toBe(0);
  }
});

test("the list names every check of the vendor with its sentence", async () => {
  const { exitCode, stdout } = await runHere(["contract", "list", ...vendor], {});
  expect(exitCode).toBe(0);
  expect(stdout).toContain("stackexchange.delete.twice  A second deletion says ");
  expect(stdout).not.toContain("acs.");
});

test("a plan shows the calls with the hosts that they are for, and makes none", async () => {
  const only = ["--only", "stackexchange.delete.twice", "--only", "stackexchange.login.form"];
  const args = [
    "contract",
    "http://127.0.0.1:1",
    ...vendor,
    ...bot,
    ...only,
    "--room",
    "77",
    "--plan",
  ];
  const { exitCode, stdout } = await runHere(args, environment());
  expect(exitCode).toBe(0);
  expect(stdout).toContain("  POST https://meta.stackexchange.com/users/login\n");
  expect(stdout).toContain("  POST https://chat.stackexchange.com/chats/77/messages/new\n");
  expect(stdout).toContain("  POST https://chat.stackexchange.com/messages/{message}/delete");
  expect(stdout).toMatch(/\n2 checks, \d+ calls; none was made to http/);
});

test.each([
  ["without an account", [], "there is nobody to write as. Give an email and a password"],
  [
    "with an email alone",
    ["--email", "a@b"],
    "there are 1 emails and 0 passwords. Give a --password for each",
  ],
  ["with a second password alone", [...bot, "--password", "p"], "Give a --email for each"],
  [
    "with a wrong password",
    ["--email", "bot@example.com", "--password", "no"],
    "it did not let the account in",
  ],
  [
    "in a room that is not there",
    [...bot, "--room", "999"],
    "there is no room 999 on chat.stackexchange.com",
  ],
  ["at a version", [...bot, "--api-version", "2025-03-15"], "there is no version 2025-03-15"],
  [
    "on a host that is none",
    [...bot, "--chat-host", "chat.example.com"],
    "it is not one of chat.stackoverflow.com",
  ],
])("a run %s is one line and exit code 2", async (_, more, says) => {
  await using emulator = await listening();
  const args = ["contract", emulator.url, ...vendor, ...more];
  const { exitCode, stdout, stderr } = await runHere(args, environment());
  expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: "" });
  expect(stderr).toContain(says);
});

test("what a run has recorded is checked offline by the same contract, and has no secret", async () => {
  await using emulator = await listening();
  const har = join(newFolder(), "run.har");
  const only = [
    "--only",
    "stackexchange.fkey.*",
    "--only",
    "stackexchange.polling.*",
    "--only",
    "stackexchange.login.*",
  ];
  const run = ["contract", emulator.url, ...vendor, ...bot, ...alice, ...only, "--har", har];
  expect((await runHere(run, environment())).exitCode).toBe(0);
  const text = readFileSync(har, "utf8");
  expect(text).not.toMatch(/acct=t|password=secret|fkey=[\da-f]{32}|value=\\"[\da-f]{32}/);
  const { exitCode, stdout } = await runHere(["check", har], environment());
  expect(stdout).toMatch(/^\d+ exchanges, \d\d+ judged, 0 violations, 0 not of this vendor\n$/);
  expect(exitCode).toBe(0);
});
