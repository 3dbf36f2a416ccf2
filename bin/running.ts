// The list of running emulators: a file for each in the data folder, so that other commands find them.

import { readdir, readFile, rm } from "node:fs/promises";
import { connect } from "node:net";
import { join } from "node:path";
import { makePrivateFolder } from "../src/server/data-folder.ts";
import { Complaint } from "./complaint.ts";
import { removePrivateFile, writePrivateFile } from "./private-file.ts";
import { portOf, type ReadyLine } from "./ready.ts";

const usualPort = 2428;
const answerMs = 1000;

/** Enters an emulator in the list; the answer takes it out again. */
export async function announce(dataFolder: string, ready: ReadyLine): Promise<() => Promise<void>> {
  const folder = join(dataFolder, "running");
  const file = join(folder, `${portOf(ready.url)}.json`);
  const text = `${JSON.stringify(ready)}\n`;
  await makePrivateFolder(folder);
  await writePrivateFile(file, text);
  return () => removePrivateFile(file, text);
}

/** The emulator on that port; without one that on the usual port, else the only one there is. */
export async function findRunning(dataFolder: string, port?: number): Promise<ReadyLine> {
  const running = await listRunning(dataFolder);
  // 0 stands for any port when starting, and so it does here.
  const wanted = port || usualPort;
  const found = running.find(({ url }) => portOf(url) === wanted);
  if (found) return found;
  const [first, ...others] = running;
  const ports = running.map(({ url }) => portOf(url)).join(", ");
  if (port) {
    const instead = first ? `Choose one of these with --port: ${ports}` : startOne;
    throw new Complaint(
      `Cannot find a running emulator: none listens on port ${port}. ${instead}.`,
    );
  }
  if (!first) {
    throw new Complaint(`Cannot find a running emulator: ${dataFolder} lists none. ${startOne}.`);
  }
  if (others.length > 0) {
    throw new Complaint(
      `Cannot choose a running emulator: there are several, on ports ${ports}. Choose one with --port N.`,
    );
  }
  return first;
}

const startOne = "Start one with: chat-emulator start";

async function listRunning(dataFolder: string): Promise<ReadyLine[]> {
  const folder = join(dataFolder, "running");
  const names = await readdir(folder).catch(() => []);
  const files = names.filter((name) => /^\d+\.json$/.test(name)).map((name) => join(folder, name));
  const found = await Promise.all(files.map(readEntry));
  return found.filter((ready) => ready !== undefined);
}

/** Removes entries of processes that ended without doing so. */
async function readEntry(file: string): Promise<ReadyLine | undefined> {
  const text = await readFile(file, "utf8").catch(() => "");
  const ready = parseEntry(text);
  if (ready && isAlive(ready.pid)) {
    // The pid may be another process's by now. One that does not answer may just be busy: it stays listed.
    return (await answers(ready.url)) ? ready : undefined;
  }
  await rm(file, { force: true }).catch(() => undefined);
  return undefined;
}

function parseEntry(text: string): ReadyLine | undefined {
  try {
    const entry: unknown = JSON.parse(text);
    const isEntry = typeof entry === "object" && entry !== null && "url" in entry && "pid" in entry;
    return isEntry ? (entry as ReadyLine) : undefined;
  } catch {
    return undefined;
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    // It lives, but belongs to someone else.
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}

function answers(url: string): Promise<boolean> {
  return new Promise((resolve) => {
    const host = new URL(url).hostname.replace(/^\[|\]$/g, "");
    const socket = connect({ host, port: portOf(url), timeout: answerMs });
    const end = (isThere: boolean) => {
      socket.destroy();
      resolve(isThere);
    };
    socket.once("connect", () => end(true));
    socket.once("timeout", () => end(false));
    socket.once("error", () => end(false));
  });
}
