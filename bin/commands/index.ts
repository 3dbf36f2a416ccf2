// The commands in the order in which help shows them.

import type { CommandName, OptionsOf } from "../options.ts";
import type { Terminal } from "../terminal.ts";
import { check } from "./check.ts";
import { contract } from "./contract.ts";
import { env } from "./env.ts";
import { exec } from "./exec.ts";
import { fixtures } from "./fixtures.ts";
import { start } from "./start.ts";
import { issueToken } from "./token-issue.ts";

export interface CommandRow<Name extends CommandName> {
  readonly sentence: string;
  /** What the command takes besides options, as commander writes it. */
  readonly words?: readonly [syntax: string, sentence: string];
  /** What comes after the first word belongs to another program. */
  readonly isRunner?: true;
  /** The answer is the exit code. */
  run(options: OptionsOf<Name>, terminal: Terminal, words: readonly string[]): Promise<number>;
}

// How soon an emulator is ready counts in every test run, so the commands themselves load the server when they need it.
export const commands: { readonly [Name in CommandName]: CommandRow<Name> } = {
  start: {
    sentence: "Start an emulator; this word may be left out.",
    run: (options, terminal) => start(options, terminal),
  },
  exec: {
    sentence: "Run a command next to an emulator of its own, on a free port.",
    words: ["<command...>", "The command, after --."],
    isRunner: true,
    run: (...given) => exec(...given),
  },
  env: {
    sentence: "Print `export NAME=value` lines for a running emulator.",
    run: (options, terminal) => env(options, terminal),
  },
  "token issue": {
    sentence: "Create a user of a running emulator and print a token.",
    run: (options, terminal) => issueToken(options, terminal),
  },
  contract: {
    sentence: "Run the contract suite against an endpoint, the emulator's or a real one.",
    words: ["<words...>", "URL of the endpoint; or list; or clean and a ledger."],
    run: (...given) => contract(...given),
  },
  check: {
    sentence: "Check recorded traffic against the contract, offline.",
    words: ["<file...>", "HAR files, or files with one exchange of JSON in each line."],
    run: (...given) => check(...given),
  },
  fixtures: {
    sentence: "List the built-in fixtures, or print one as JSON.",
    words: ["[name]", "The fixture to print."],
    run: (...given) => fixtures(...given),
  },
};
