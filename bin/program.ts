// The commands and their options, made known to commander.

import { readFileSync } from "node:fs";
import { Command, Help, Option } from "commander";
import { type CommandRow, commands } from "./commands/index.ts";
import {
  type CommandName,
  type GivenFlags,
  type OptionRow,
  optionsOf,
  readOptions,
} from "./options.ts";
import type { Terminal } from "./terminal.ts";

const versionOption = ["-V, --version", "Print the version."] as const;

/** `start` may be left out. As commander's default command it would take a misspelt command for an argument. */
export function withCommand(args: readonly string[]): string[] {
  const [first] = args;
  const isOfProgram = ["-h", "--help", "-V", "--version"].includes(first ?? "");
  const isStart = first === undefined || (first.startsWith("-") && !isOfProgram);
  return isStart ? ["start", ...args] : [...args];
}

export function createProgram(terminal: Terminal, finish: (exitCode: number) => void): Command {
  const version = packageVersion();
  const program = new Command("chat-emulator")
    .description("A local server that chat clients cannot tell from the real service.")
    .version(version, ...versionOption)
    .helpOption("-h, --help", "Show this help.")
    .helpCommand("help [command]", "Show the help of a command.")
    .enablePositionalOptions()
    .exitOverride()
    .configureOutput({ writeOut: terminal.print, writeErr: () => undefined });
  for (const [path, row] of Object.entries(commands)) {
    const command = commandAt(program, path).description(row.sentence);
    if (path === "start") command.version(version, ...versionOption);
    if (row.words) command.argument(...row.words);
    if (row.isRunner) command.passThroughOptions();
    addOptions(command, path as CommandName);
    command.action(async () => {
      finish(await runCommand(path as CommandName, command, terminal));
    });
  }
  // What most want to know is how to start one.
  const start = commandAt(program, "start");
  return program.configureHelp({ visibleOptions: () => new Help().visibleOptions(start) });
}

/** Makes the command, and the one before it in "token issue". */
function commandAt(program: Command, path: string): Command {
  const words = path.split(" ");
  return words.reduce((parent, word) => {
    const present = parent.commands.find((command) => command.name() === word);
    return present ?? parent.command(word).description(`Commands about a ${word}.`);
  }, program);
}

function addOptions(command: Command, name: CommandName): void {
  for (const [, row] of optionsOf(name)) {
    const syntax = row.takes ? `${row.flag} <${row.takes}>` : row.flag;
    const option = new Option(syntax, describe(row));
    // Commander only gathers the texts: it could not name the variable that a bad value came from.
    if (row.isRepeatable) {
      option.argParser((text, before: readonly string[] | undefined) => [...(before ?? []), text]);
    }
    command.addOption(option);
    if (!row.takes) {
      command.addOption(new Option(row.flag.replace("--", "--no-")).hideHelp());
    }
  }
}

function describe(row: OptionRow): string {
  const otherwise = row.default ?? row.otherwise;
  return `${row.sentence} (default: ${otherwise}; ${row.variable})`;
}

async function runCommand<Name extends CommandName>(
  name: Name,
  command: Command,
  terminal: Terminal,
): Promise<number> {
  const options = readOptions(name, givenFlags(name, command), terminal.environment);
  const row: CommandRow<Name> = commands[name];
  return row.run(options, terminal, command.args);
}

function givenFlags(name: CommandName, command: Command): GivenFlags {
  const given = new Map<string, string | boolean | readonly string[]>();
  for (const [, { flag }] of optionsOf(name)) {
    const value = command.getOptionValue(new Option(flag).attributeName());
    if (value !== undefined) given.set(flag, value);
  }
  return given;
}

function packageVersion(): string {
  // The sources lie one folder nearer to package.json than the built files do.
  for (const path of ["../package.json", "../../package.json"]) {
    try {
      return JSON.parse(readFileSync(new URL(path, import.meta.url), "utf8")).version;
    } catch {}
  }
  return "unknown";
}
