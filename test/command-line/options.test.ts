// Options: the flag wins over the variable, and a value that does not fit is one line that names its source.

import { expect, test } from "vitest";
import { type CommandName, markdownTable, optionTable, readOptions } from "../../bin/options.ts";
import { runHere } from "./recorder.ts";

const rows = Object.values(optionTable);

test("every option has a variable of its own name, and help of one sentence", () => {
  for (const { flag, variable, commands, sentence } of rows) {
    const name = flag.slice(2).toUpperCase().replaceAll("-", "_");
    const expected = name === "DATA_FOLDER" ? "DATA" : name;
    // What belongs to the suite alone is named after it (interface 5).
    const isOfSuite = commands.every((command) => command === "contract");
    expect(variable).toBe(`${isOfSuite ? "CHAT_CONTRACT" : "CHAT_EMULATOR"}_${expected}`);
    expect(sentence).toMatch(/^[A-Z].*\.$/);
  }
});

test.each([
  ["port", "99999", "a whole number from 0 to 65535"],
  ["port", "-1", "a whole number from 0 to 65535"],
  ["port", "2428.5", "a whole number from 0 to 65535"],
  ["port", "http", "a whole number from 0 to 65535"],
  ["host", "http://localhost", "a host name or an address"],
  ["fixtures", " ", "the name of a fixture or a file"],
  ["seed", "0x10", "a whole number from 0 to 9007199254740991"],
  ["clock", "12", "an ISO time, or frozen: and an ISO time"],
  ["clock", "frozen:", "an ISO time, or frozen: and an ISO time"],
  ["clock", "2025-13-45", "an ISO time, or frozen: and an ISO time"],
  ["ready-file", " ", "a path"],
  ["log", "loud", "one of silent, error, warn, info, debug"],
  ["data-folder", " ", "a path"],
])("--%s %j is refused", async (name, text, expected) => {
  const { exitCode, stdout, stderr } = await runHere(["start", `--${name}`, text], {});
  expect(exitCode).toBe(2);
  expect(stdout).toBe("");
  expect(stderr).toMatch(/^[^\n]+\n$/);
  expect(stderr).toContain(
    `Cannot use --${name} ${JSON.stringify(text)}: it is not ${expected}. Give one such as `,
  );
});

test.each([
  ["CHAT_EMULATOR_PORT", "99999"],
  ["CHAT_EMULATOR_STRICT", "maybe"],
  ["CHAT_EMULATOR_JSON", "2"],
  ["CHAT_EMULATOR_RATE_LIMITS", "often"],
  ["CHAT_EMULATOR_LOG", "loud"],
])("%s=%s is refused by its own name", async (variable, text) => {
  const { exitCode, stderr } = await runHere([], { [variable]: text });
  expect(exitCode).toBe(2);
  expect(stderr).toMatch(/^Cannot use \w+="[^"]+": it is not .+\. Give one such as .+\.\n$/);
  expect(stderr).toContain(`Cannot use ${variable}="${text}"`);
});

test("the lifetime of a token is what the service permits", async () => {
  for (const minutes of ["59", "1441", "soon"]) {
    const { exitCode, stderr } = await runHere(["token", "issue", "--expires-in", minutes], {});
    expect(exitCode).toBe(2);
    expect(stderr).toContain("it is not a whole number from 60 to 1440.");
  }
});

test("the flag wins over the variable, the variable over the default", () => {
  const environment = { CHAT_EMULATOR_SEED: "7", CHAT_EMULATOR_LOG: "debug" };
  const given = new Map([["--seed", "8"]]);
  const { seed, log, port } = readOptions("start", given, environment);
  expect({ seed, log, port }).toEqual({ seed: 8, log: "debug", port: 2428 });
});

test("an empty variable is as good as none", () => {
  const { port, strict } = readOptions("start", new Map(), {
    CHAT_EMULATOR_PORT: "",
    CHAT_EMULATOR_STRICT: " ",
  });
  expect({ port, strict }).toEqual({ port: 2428, strict: false });
});

test("a switch that a variable turns on can be turned off with --no", () => {
  const environment = { CHAT_EMULATOR_STRICT: "1" };
  expect(readOptions("start", new Map(), environment).strict).toBe(true);
  expect(readOptions("start", new Map([["--strict", false]]), environment).strict).toBe(false);
});

test("a repeatable option takes several values, from a variable with commas between", () => {
  const environment = { CHAT_EMULATOR_FIXTURES: "two-people, ./world.json" };
  const { fixtures } = readOptions("start", new Map(), environment);
  expect(fixtures).toEqual(["two-people", "./world.json"]);
});

test("the URL of a variable does not count against a port on the command line", () => {
  const environment = { CHAT_EMULATOR_URL: "http://127.0.0.1:4000/" };
  expect(readOptions("token issue", new Map(), environment).url).toBe("http://127.0.0.1:4000");
  const given = new Map([["--port", "5000"]]);
  const { url, runningPort } = readOptions("token issue", given, environment);
  expect({ url, runningPort }).toEqual({ url: undefined, runningPort: 5000 });
});

test("the README table has a line for every option", () => {
  const lines = markdownTable().trimEnd().split("\n");
  expect(lines).toHaveLength(rows.length + 2);
  expect(lines).toContain(
    "| `--port N` | `CHAT_EMULATOR_PORT` | `2428` | `start` | Port to listen on; 0 picks a free one. |",
  );
  for (const line of lines) expect(line.replaceAll("\\|", "").split("|")).toHaveLength(7);
});

test("help has every option, with its variable", async () => {
  const commands: CommandName[] = [
    "start",
    "exec",
    "env",
    "token issue",
    "contract",
    "check",
    "fixtures",
  ];
  for (const command of commands) {
    const { exitCode, stdout, stderr } = await runHere([...command.split(" "), "--help"], {});
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
    for (const row of rows) {
      if (!row.commands.some((name) => name === command)) continue;
      expect(stdout).toContain(row.flag);
      expect(stdout.replace(/\s+/g, " ")).toContain(`${row.sentence} (default: `);
      expect(stdout).toContain(row.variable);
    }
  }
});
