// Runs a command line, and turns whatever goes wrong into one line and an exit code.

import { CommanderError } from "commander";
import { Complaint, oneLine } from "./complaint.ts";
import { createProgram, withCommand } from "./program.ts";
import { processTerminal, type Terminal } from "./terminal.ts";

/** Runs the process's own command line. */
export async function main(): Promise<void> {
  const terminal = processTerminal();
  const args = process.argv.slice(2);
  process.on("uncaughtException", (error) => process.exit(report(error, args, terminal)));
  process.exitCode = await run(args, terminal);
}

/** The answer is the exit code. */
export async function run(args: readonly string[], terminal: Terminal): Promise<number> {
  let exitCode = 0;
  const program = createProgram(terminal, (code) => {
    exitCode = code;
  });
  try {
    await program.parseAsync(withCommand(args), { from: "user" });
    return exitCode;
  } catch (error) {
    return report(error, args, terminal);
  }
}

function report(error: unknown, args: readonly string[], terminal: Terminal): number {
  if (error instanceof CommanderError) {
    // Help and version end in this way too.
    if (error.exitCode === 0) return 0;
    terminal.tell(`${usageComplaint(error)}\n`);
    return 2;
  }
  const wantsStack = wantsDebug(args, terminal);
  if (error instanceof Complaint) {
    terminal.tell(`${oneLine(error.message)}\n`);
    if (wantsStack && error.cause instanceof Error) terminal.tell(`${error.cause.stack}\n`);
    return error.exitCode;
  }
  const cause = error instanceof Error ? error.message : String(error);
  terminal.tell(
    `Cannot go on: ${oneLine(cause)}. This is a mistake in chat-emulator: report it with what --log debug shows.\n`,
  );
  if (wantsStack && error instanceof Error) terminal.tell(`${error.stack}\n`);
  return 1;
}

/** Commander's own message, in the form of ours: "error: unknown option '--prot'\n(Did you mean --port?)". */
function usageComplaint(error: CommanderError): string {
  if (error.code === "commander.help") {
    return "Cannot read the command line: there must be another word. Write chat-emulator token issue.";
  }
  if (error.message.includes("required argument 'file'")) {
    return "Cannot read the command line: the file to check is missing. Write it at the end, as in chat-emulator check traffic.har.";
  }
  if (error.message.includes("required argument 'words'")) {
    return "Cannot read the command line: the endpoint to check is missing. Write it at the end, as in chat-emulator contract https://127.0.0.1:2428.";
  }
  if (error.code === "commander.missingArgument") {
    return "Cannot read the command line: the command to run is missing. Write it after --, as in chat-emulator exec -- npm test.";
  }
  const [cause = "", suggestion] = error.message.replace(/^error: /, "").split("\n");
  const advice = suggestion?.replace(/^\(|\)$/g, "") ?? "See chat-emulator --help.";
  return `Cannot read the command line: ${cause.replace(/\.$/, "").replace(/\. (E)/, ": e")}. ${advice}`;
}

// Looked for by hand, since the options may be what is wrong.
function wantsDebug(args: readonly string[], terminal: Terminal): boolean {
  const own = args.includes("--") ? args.slice(0, args.indexOf("--")) : args;
  const level = own.lastIndexOf("--log");
  if (level >= 0) return own[level + 1] === "debug";
  return own.includes("--log=debug") || terminal.environment["CHAT_EMULATOR_LOG"] === "debug";
}
