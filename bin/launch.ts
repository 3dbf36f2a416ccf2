// Starts an emulator the way the options of a command ask for.

import { readFile } from "node:fs/promises";
import type { Fixture } from "../src/fixtures/fixture.ts";
import type { ChatEmulator } from "../src/server/chat-emulator.ts";
import type { LogEntry, LogLevel } from "../src/server/options.ts";
import { asComplaint, Complaint, causeOf, oneLine } from "./complaint.ts";
import type { OptionsOf } from "./options.ts";
import { leaveSoon, type StopSignals } from "./signals.ts";
import type { Terminal } from "./terminal.ts";

export type LaunchOptions = OptionsOf<"exec"> & {
  readonly port: number;
  readonly host: string;
};

const levels: readonly LogLevel[] = ["silent", "error", "warn", "info", "debug"];

/** Undefined when the stop came first: a start can take long, as on a folder far away. */
export function launchUnlessStopped(
  options: LaunchOptions,
  dataFolder: string,
  terminal: Terminal,
  stop: StopSignals,
): Promise<ChatEmulator | undefined> {
  const stopped = stop.first.then(() => {
    leaveSoon();
    return undefined;
  });
  return Promise.race([launch(options, dataFolder, terminal), stopped]);
}

/** The data folder is the one found for the command, so that the emulator and its list are in one place. */
async function launch(
  options: LaunchOptions,
  dataFolder: string,
  terminal: Terminal,
): Promise<ChatEmulator> {
  const { seed, clock, strict, rateLimits, controlToken, port, host, log: level } = options;
  const fixtures = await Promise.all(options.fixtures.map(readFixtureArgument));
  const { createChatEmulator } = await import("../src/server/index.ts");
  try {
    const emulator = await createChatEmulator({
      fixtures,
      seed,
      strict,
      rateLimits,
      dataFolder,
      ...(clock !== undefined && { clock }),
      ...(controlToken !== undefined && { controlToken }),
      ...(level !== "silent" && { log: (entry) => writeLog(entry, level, terminal) }),
    });
    await emulator.listen({ port, host });
    return emulator;
  } catch (error) {
    throw asComplaint(error);
  }
}

/** Whatever looks like a path is a file, and all else the name of a built-in fixture. */
async function readFixtureArgument(argument: string): Promise<string | Fixture> {
  if (!/[\\/]|\.(json|ya?ml)$/i.test(argument)) return argument;
  let text: string;
  try {
    text = await readFile(argument, "utf8");
  } catch (error) {
    throw new Complaint(
      `Cannot read the fixture ${argument}: ${causeOf(error)}. Give the path of a JSON or YAML file, or the name of a built-in fixture (chat-emulator fixtures lists them).`,
    );
  }
  const { readFixture } = await import("../src/fixtures/index.ts");
  try {
    return await readFixture(text, argument);
  } catch (error) {
    throw asComplaint(error);
  }
}

function writeLog(entry: LogEntry, level: LogLevel, terminal: Terminal): void {
  if (levels.indexOf(entry.level) > levels.indexOf(level)) return;
  // A stack is for those who look for mistakes in the emulator.
  const message =
    level === "debug" ? entry.message : oneLine(entry.message.split(/\n\s+at /)[0] ?? "");
  terminal.tell(`${entry.level}: ${message}\n`);
}
