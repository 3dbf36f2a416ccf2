// chat-emulator start: runs an emulator until it is told to stop.

import { rm } from "node:fs/promises";
import { banner } from "../banner.ts";
import { Complaint, causeOf } from "../complaint.ts";
import { dataFolderOf } from "../data-folder.ts";
import { launchUnlessStopped } from "../launch.ts";
import { type OptionsOf, optionTable } from "../options.ts";
import { removePrivateFile, writePrivateFile } from "../private-file.ts";
import { portOf, type ReadyLine, readyLineOf } from "../ready.ts";
import { announce } from "../running.ts";
import { shellWord } from "../shell-word.ts";
import { closeSoon, listenForStop } from "../signals.ts";
import type { Terminal } from "../terminal.ts";
import { isThisMachine } from "../this-machine.ts";

type StartOptions = OptionsOf<"start">;
type Undo = () => Promise<void>;

export async function start(options: StartOptions, terminal: Terminal): Promise<number> {
  const stop = listenForStop();
  const { readyFile } = options;
  const dataFolder = dataFolderOf(options, terminal.environment);
  // One left behind by a start that was killed would look like this start's.
  if (readyFile !== undefined) await aboutReadyFile(readyFile, rm(readyFile, { force: true }));
  if (!isThisMachine(options.host)) terminal.tell(openToNetwork(options.host));
  const emulator = await launchUnlessStopped(options, dataFolder, terminal, stop);
  if (!emulator) return 0;
  const undo: Undo[] = [];
  try {
    const ready = readyLineOf(emulator);
    const line = `${JSON.stringify(ready)}\n`;
    undo.push(await enterInList(ready, dataFolder, terminal));
    if (readyFile !== undefined) undo.push(await writeReadyFile(readyFile, line));
    terminal.print(options.json ? line : banner(ready, lookupOf(ready, options)));
    await stop.first;
  } finally {
    await Promise.all(undo.map((step) => step()));
    await closeSoon(emulator);
  }
  return 0;
}

/** An emulator that other commands cannot find is still of use. */
async function enterInList(
  ready: ReadyLine,
  dataFolder: string,
  terminal: Terminal,
): Promise<Undo> {
  try {
    return await announce(dataFolder, ready);
  } catch (error) {
    terminal.tell(
      `warn: Cannot list this emulator as running in ${dataFolder}: ${causeOf(error)}. Choose another folder with --data-folder to use env and token issue.\n`,
    );
    return async () => undefined;
  }
}

async function writeReadyFile(path: string, line: string): Promise<Undo> {
  await aboutReadyFile(path, writePrivateFile(path, line));
  return () => removePrivateFile(path, line);
}

async function aboutReadyFile(path: string, work: Promise<void>): Promise<void> {
  try {
    await work;
  } catch (error) {
    throw new Complaint(
      `Cannot write the ready file ${path}: ${causeOf(error)}. Choose a path in a folder you may write to.`,
    );
  }
}

/** What to add to `env` so that it finds this emulator. */
function lookupOf(ready: ReadyLine, options: StartOptions): string {
  const port = portOf(ready.url);
  const portFlag = String(port) === optionTable.port.default ? "" : ` --port ${port}`;
  return options.dataFolder === undefined
    ? portFlag
    : `${portFlag} --data-folder ${shellWord(options.dataFolder)}`;
}

function openToNetwork(host: string): string {
  return `warn: Listening on ${host} opens the emulator to the network, with its tokens and its well-known access key. Leave out --host to keep it on this machine.\n`;
}
