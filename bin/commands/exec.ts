// chat-emulator exec: runs a command next to an emulator of its own.

import { type ChildProcess, spawn } from "node:child_process";
import { constants } from "node:os";
import { Complaint, causeOf } from "../complaint.ts";
import { dataFolderOf } from "../data-folder.ts";
import { variablesFor } from "../environment.ts";
import { launchUnlessStopped } from "../launch.ts";
import type { OptionsOf } from "../options.ts";
import { readyLineOf } from "../ready.ts";
import { closeSoon, listenForStop, type StopSignals } from "../signals.ts";
import type { Environment, Terminal } from "../terminal.ts";

export async function exec(
  options: OptionsOf<"exec">,
  terminal: Terminal,
  command: readonly string[],
): Promise<number> {
  let child: ChildProcess | undefined;
  // Whoever asks twice does not want to wait for the command either.
  const stop = listenForStop(() => child?.kill("SIGKILL"));
  const dataFolder = dataFolderOf(options, terminal.environment);
  const place = { port: 0, host: "127.0.0.1" };
  const emulator = await launchUnlessStopped({ ...options, ...place }, dataFolder, terminal, stop);
  if (!emulator) return signalCode(await stop.first);
  try {
    const ready = readyLineOf(emulator);
    const variables = await variablesFor(ready, dataFolder, terminal.environment);
    child = spawnCommand(command, { ...terminal.environment, ...variables });
    return await exitCodeOf(child, command[0] ?? "", stop);
  } finally {
    await closeSoon(emulator);
  }
}

function spawnCommand(command: readonly string[], environment: Environment): ChildProcess {
  const [file = "", ...args] = command;
  const options = { stdio: "inherit", env: { ...environment } } as const;
  if (process.platform !== "win32") return spawn(file, args, options);
  // npm, npx and the like are batch files there, which only the shell can run.
  const words = command.map((word) =>
    /[\s"]/.test(word) ? `"${word.replaceAll('"', '""')}"` : word,
  );
  return spawn(words.join(" "), { ...options, shell: true });
}

function exitCodeOf(child: ChildProcess, name: string, stop: StopSignals): Promise<number> {
  void stop.first.then((signal) => {
    // At a terminal Ctrl+C reaches the command by itself, and twice may mean more than once.
    if (signal !== "SIGINT" || !process.stdin.isTTY) child.kill(signal);
  });
  return new Promise((resolve, reject) => {
    child.once("error", (error) => reject(notRunnable(name, error)));
    child.once("exit", (code, signal) => {
      resolve(code ?? signalCode(signal));
    });
  });
}

/** As shells have it. */
function signalCode(signal: NodeJS.Signals | null): number {
  return 128 + (signal ? constants.signals[signal] : 0);
}

function notRunnable(name: string, error: Error): Complaint {
  const isMissing = "code" in error && error.code === "ENOENT";
  const cause = isMissing ? "there is no such command" : causeOf(error);
  return new Complaint(`Cannot run ${name}: ${cause}. Check its spelling and the PATH.`);
}
