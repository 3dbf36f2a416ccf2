// The table of options: the command line, --help, the variables and the README's table come from it.

import { Complaint } from "./complaint.ts";
import { contractOptions } from "./contract-options.ts";
import {
  clockStart,
  filled,
  hostName,
  httpUrl,
  type OptionValue,
  oneOf,
  onOff,
  reportTarget,
  wholeNumber,
} from "./option-values.ts";
import type { Environment } from "./terminal.ts";

export type CommandName =
  | "start"
  | "exec"
  | "env"
  | "token issue"
  | "contract"
  | "check"
  | "fixtures";

export interface OptionRow {
  readonly flag: `--${string}`;
  /** The word for the value in --help; an option without it is a switch. */
  readonly takes?: string;
  readonly variable: `CHAT_EMULATOR_${string}` | `CHAT_CONTRACT_${string}`;
  readonly commands: readonly CommandName[];
  /** Given as often as wanted; in the variable, with commas between. */
  readonly isRepeatable?: true;
  /** Read like a given value. */
  readonly default?: string;
  /** What happens without the option when there is no default. */
  readonly otherwise?: string;
  /** When this other flag is given, the variable does not count. */
  readonly variableYieldsTo?: `--${string}`;
  readonly sentence: string;
  readonly value: OptionValue<unknown>;
}

export const optionTable = {
  port: {
    flag: "--port",
    takes: "N",
    variable: "CHAT_EMULATOR_PORT",
    commands: ["start"],
    default: "2428",
    sentence: "Port to listen on; 0 picks a free one.",
    value: wholeNumber(0, 65535, "2428"),
  },
  host: {
    flag: "--host",
    takes: "H",
    variable: "CHAT_EMULATOR_HOST",
    commands: ["start"],
    default: "127.0.0.1",
    sentence: "Address to listen on; any but this machine's own opens the emulator to the network.",
    value: hostName,
  },
  fixtures: {
    flag: "--fixtures",
    takes: "NAME|FILE",
    variable: "CHAT_EMULATOR_FIXTURES",
    commands: ["start", "exec"],
    isRepeatable: true,
    default: "two-people,sandbox",
    sentence: "Built-in fixture, or file with one, to start with; repeatable.",
    value: filled("the name of a fixture or a file", "two-people"),
  },
  seed: {
    flag: "--seed",
    takes: "N",
    variable: "CHAT_EMULATOR_SEED",
    commands: ["start", "exec", "fixtures"],
    default: "1",
    sentence: "Seed of every id and of all generated content.",
    value: wholeNumber(0, Number.MAX_SAFE_INTEGER, "42"),
  },
  clock: {
    flag: "--clock",
    takes: "ISO|frozen:ISO",
    variable: "CHAT_EMULATOR_CLOCK",
    commands: ["start", "exec"],
    otherwise: "the real time",
    sentence: "Time to run on from, or to stand still at.",
    value: clockStart,
  },
  strict: {
    flag: "--strict",
    variable: "CHAT_EMULATOR_STRICT",
    commands: ["start", "exec"],
    default: "off",
    sentence: "Refuse what the real service refuses, even where being lenient would be handier.",
    value: onOff,
  },
  rateLimits: {
    flag: "--rate-limits",
    variable: "CHAT_EMULATOR_RATE_LIMITS",
    commands: ["start", "exec"],
    default: "off",
    sentence: "Enforce the documented rate limits with 429 and Retry-After.",
    value: onOff,
  },
  controlToken: {
    flag: "--control-token",
    takes: "T",
    variable: "CHAT_EMULATOR_CONTROL_TOKEN",
    commands: ["start", "exec"],
    otherwise: "none",
    sentence: "Bearer token that requests under /_emulator need, but for health and ready.",
    value: filled("a token", "a-long-random-text"),
  },
  json: {
    flag: "--json",
    variable: "CHAT_EMULATOR_JSON",
    commands: ["start", "token issue"],
    default: "off",
    sentence: "Print exactly one line of JSON on stdout.",
    value: onOff,
  },
  readyFile: {
    flag: "--ready-file",
    takes: "PATH",
    variable: "CHAT_EMULATOR_READY_FILE",
    commands: ["start"],
    otherwise: "none",
    sentence: "File that has the line of --json while the emulator is ready.",
    value: filled("a path", "./ready.json"),
  },
  log: {
    flag: "--log",
    takes: "LEVEL",
    variable: "CHAT_EMULATOR_LOG",
    commands: ["start", "exec"],
    default: "warn",
    sentence: "How much to tell on stderr: silent, error, warn, info or debug.",
    value: oneOf("silent", "error", "warn", "info", "debug"),
  },
  dataFolder: {
    flag: "--data-folder",
    takes: "PATH",
    variable: "CHAT_EMULATOR_DATA",
    commands: ["start", "exec", "env", "token issue", "contract"],
    otherwise: "the user's data folder",
    sentence: "Folder with the certificates, the keys and the list of running emulators.",
    value: filled("a path", "./data"),
  },
  runningPort: {
    flag: "--port",
    takes: "N",
    variable: "CHAT_EMULATOR_PORT",
    commands: ["env", "token issue"],
    otherwise: "2428, else the only one running",
    sentence: "Port of the running emulator that is meant.",
    value: wholeNumber(0, 65535, "2428"),
  },
  url: {
    flag: "--url",
    takes: "URL",
    variable: "CHAT_EMULATOR_URL",
    commands: ["token issue"],
    otherwise: "the running emulator",
    variableYieldsTo: "--port",
    sentence: "URL of the emulator that is meant.",
    value: httpUrl,
  },
  user: {
    flag: "--user",
    takes: "ID",
    variable: "CHAT_EMULATOR_USER",
    commands: ["token issue"],
    otherwise: "a new user",
    sentence: "Id, or name in the fixtures, of the user that the token is for.",
    value: filled("a user's id or name", "alice"),
  },
  tenant: {
    flag: "--tenant",
    takes: "T",
    variable: "CHAT_EMULATOR_TENANT",
    commands: ["token issue"],
    otherwise: "default",
    sentence: "Tenant that the user belongs to, made when there is none of that name.",
    value: filled("the name of a tenant", "blue"),
  },
  scopes: {
    flag: "--scope",
    takes: "SCOPE",
    variable: "CHAT_EMULATOR_SCOPE",
    commands: ["token issue"],
    isRepeatable: true,
    default: "chat",
    sentence: "What the token is good for; repeatable.",
    value: filled("a scope", "chat"),
  },
  expiresInMinutes: {
    flag: "--expires-in",
    takes: "MINUTES",
    variable: "CHAT_EMULATOR_EXPIRES_IN",
    commands: ["token issue"],
    default: "1440",
    sentence: "How long the token is good, from 60 to 1440 minutes.",
    value: wholeNumber(60, 1440, "60"),
  },
  reports: {
    flag: "--report",
    takes: "pretty|json[:FILE]",
    variable: "CHAT_EMULATOR_REPORT",
    commands: ["check"],
    isRepeatable: true,
    default: "pretty",
    sentence: "How to report, and into which file if not to stdout; repeatable.",
    value: reportTarget,
  },
  checkStrictly: {
    flag: "--strict",
    variable: "CHAT_EMULATOR_STRICT",
    commands: ["check"],
    default: "off",
    sentence:
      "Also hold unknown properties and forms never seen from the service against an answer.",
    value: onOff,
  },
  apiVersion: {
    flag: "--api-version",
    takes: "V",
    variable: "CHAT_EMULATOR_API_VERSION",
    commands: ["check"],
    otherwise: "the one that each request names",
    sentence: "Version to judge every exchange by, of the api that has it.",
    value: filled("an api-version", "2025-03-15"),
  },
  ...contractOptions,
} as const satisfies Record<string, OptionRow>;

type Table = typeof optionTable;
type Single<Row extends OptionRow> = Row["value"] extends OptionValue<infer Value> ? Value : never;
type ValueOf<Row extends OptionRow> = Row extends { isRepeatable: true }
  ? readonly Single<Row>[]
  : Row extends { default: string }
    ? Single<Row>
    : Single<Row> | undefined;

/** What a command gets: every one of its options, read and checked. */
export type OptionsOf<Command extends CommandName> = {
  readonly [Name in keyof Table as Command extends Table[Name]["commands"][number]
    ? Name
    : never]: ValueOf<Table[Name]>;
};

/** The texts given on the command line, by flag; `true` and `false` for switches. */
export type GivenFlags = ReadonlyMap<string, string | boolean | readonly string[]>;

export function optionsOf(command: CommandName): [name: string, row: OptionRow][] {
  const rows: [string, OptionRow][] = Object.entries(optionTable);
  return rows.filter(([, row]) => row.commands.includes(command));
}

/** The flag wins over the variable, and the variable over the default; an empty variable is none. */
export function readOptions<Command extends CommandName>(
  command: Command,
  given: GivenFlags,
  environment: Environment,
): OptionsOf<Command> {
  const values = optionsOf(command).map(([name, row]) => [name, readRow(row, given, environment)]);
  return Object.fromEntries(values);
}

function readRow(row: OptionRow, given: GivenFlags, environment: Environment): unknown {
  const flag = given.get(row.flag);
  if (typeof flag === "boolean") return flag;
  const fromFlag = typeof flag === "string" ? [flag] : flag;
  const fromVariable = fromFlag ? undefined : textsOfVariable(row, given, environment);
  const texts = fromFlag ?? fromVariable ?? textsOfDefault(row);
  const source = fromVariable ? `${row.variable}=` : `${row.flag} `;
  const values = texts.map((text) => readValue(row, text, source));
  return row.isRepeatable ? values : values[0];
}

function textsOfDefault({ default: text, isRepeatable }: OptionRow): readonly string[] {
  if (text === undefined) return [];
  return isRepeatable ? text.split(",") : [text];
}

function textsOfVariable(
  row: OptionRow,
  given: GivenFlags,
  environment: Environment,
): readonly string[] | undefined {
  const text = environment[row.variable]?.trim();
  if (!text || (row.variableYieldsTo && given.has(row.variableYieldsTo))) return undefined;
  return row.isRepeatable ? text.split(",").map((part) => part.trim()) : [text];
}

function readValue(row: OptionRow, text: string, source: string): unknown {
  const value = row.value.read(text);
  if (value !== undefined) return value;
  throw new Complaint(
    `Cannot use ${source}${JSON.stringify(text)}: it is not ${row.value.expected}. Give one such as ${row.value.example}.`,
  );
}

/** The table of options in the README. */
export function markdownTable(): string {
  const rows: OptionRow[] = Object.values(optionTable);
  const lines = rows.map((row) => {
    const flag = row.takes ? `${row.flag} ${row.takes}` : row.flag;
    const otherwise = row.default === undefined ? (row.otherwise ?? "") : `\`${row.default}\``;
    const commands = row.commands.map((command) => `\`${command}\``).join(", ");
    return `| \`${flag.replaceAll("|", "\\|")}\` | \`${row.variable}\` | ${otherwise} | ${commands} | ${row.sentence} |\n`;
  });
  return `| option | variable | default | commands | what it does |\n|---|---|---|---|---|\n${lines.join("")}`;
}
