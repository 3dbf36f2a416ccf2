// The command line as a whole: help, version, and what is said of words that it does not know.

import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { run } from "../../bin/command-line.ts";
import { optionTable } from "../../bin/options.ts";
import type { Environment } from "../../bin/terminal.ts";
import { newFolder } from "./folders.ts";
import { runHere } from "./recorder.ts";

test("help alone shows the commands and the options of start", async () => {
  const { exitCode, stdout, stderr } = await runHere(["--help"], {});
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
  for (const name of ["start", "exec", "env", "token", "check", "fixtures"]) {
    expect(stdout).toMatch(new RegExp(`^  ${name} `, "m"));
  }
  for (const { flag, commands } of Object.values(optionTable)) {
    if (commands.some((name) => name === "start")) expect(stdout).toContain(flag);
  }
  expect(stdout).not.toMatch(/--no-/);
});

test.each([[["--version"]], [["-V"]], [["start", "--version"]], [["--port", "0", "--version"]]])(
  "%j prints the version of the package",
  async (args) => {
    const text = readFileSync(new URL("../../package.json", import.meta.url), "utf8");
    const { exitCode, stdout } = await runHere(args, {});
    expect({ exitCode, stdout }).toEqual({ exitCode: 0, stdout: `${JSON.parse(text).version}\n` });
  },
);

test.each([
  [["strat"], "unknown command 'strat'. Did you mean start?"],
  [["fixture"], "unknown command 'fixture'. Did you mean fixtures?"],
  [["token", "isue"], "unknown command 'isue'. Did you mean issue?"],
  [["--prot", "1"], "unknown option '--prot'. Did you mean --port?"],
  [["token"], "there must be another word. Write chat-emulator token issue."],
  [["start", "--port"], "option '--port <N>' argument missing. See chat-emulator --help."],
  [
    ["start", "now"],
    "too many arguments for 'start': expected 0 arguments but got 1. See chat-emulator --help.",
  ],
  [
    ["exec"],
    "the command to run is missing. Write it after --, as in chat-emulator exec -- npm test.",
  ],
])("%j is not understood, in one line", async (args, message) => {
  const { exitCode, stdout, stderr } = await runHere(args, {});
  expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: "" });
  expect(stderr).toBe(`Cannot read the command line: ${message}\n`);
});

test("fixtures lists the built-in ones, each with its sentence", async () => {
  const { exitCode, stdout } = await runHere(["fixtures"], {});
  expect(exitCode).toBe(0);
  expect(stdout).toMatch(/^two-people +[A-Z].+\.$/m);
});

test("fixtures NAME prints one as JSON, the same for the same seed", async () => {
  const { exitCode, stdout } = await runHere(["fixtures", "two-people"], {});
  expect(exitCode).toBe(0);
  const users: { name: string }[] = JSON.parse(stdout).acs.users;
  expect(users.map(({ name }) => name)).toEqual(["alice", "bob"]);
  expect((await runHere(["fixtures", "two-people", "--seed", "1"], {})).stdout).toBe(stdout);
});

test.each([
  [["fixtures", "two-poeple"]],
  [["exec", "--fixtures", "two-poeple", "--", "true"]],
  [["exec", "--fixtures", "./nowhere.json", "--", "true"]],
  [["exec", "--fixtures", "world.yaml", "--", "true"]],
])("%j is one line and exit code 2", async (args) => {
  const { exitCode, stdout, stderr } = await runHere(args, { CHAT_EMULATOR_DATA: newFolder() });
  expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: "" });
  expect(stderr).toMatch(/^Cannot [^:\n]+: [^\n]+\.\n$/);
});

test("an error that nobody foresaw is one line too, with its stack only when debugging", async () => {
  const told: string[] = [];
  const broken = (environment: Environment) =>
    run(["--help"], {
      environment,
      isInteractive: false,
      print: () => {
        throw new TypeError("Cannot read properties of undefined\n(reading 'x')");
      },
      tell: (text) => void told.push(text),
    });
  expect(await broken({})).toBe(1);
  expect(told.splice(0)).toEqual([
    "Cannot go on: Cannot read properties of undefined (reading 'x'). This is a mistake in chat-emulator: report it with what --log debug shows.\n",
  ]);
  expect(await broken({ CHAT_EMULATOR_LOG: "debug" })).toBe(1);
  expect(told.join("")).toContain("    at ");
});
