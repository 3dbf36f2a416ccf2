// How long from the start of the process to the first good answer on /_emulator/health.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { takeTurns } from "./contest.mjs";
import { Load, request } from "./load.mjs";

const path = (relative) => fileURLToPath(new URL(relative, import.meta.url));
const HEALTH = request("GET", "/_emulator/health");

/** Resolves to rounds of milliseconds: the ceiling's and the emulator's. */
export async function startUps(dataFolder, rounds) {
  const ceiling = [path("ceiling.mjs")];
  const emulator = [path("../dist/bin/chat-emulator.js"), "--port", "0", "--json"];
  emulator.push("--data-folder", dataFolder);
  const runs = [() => startUp(ceiling), () => startUp(emulator)];
  // The first start makes the keys and fills the system's file cache.
  await takeTurns(runs, 1);
  return takeTurns(runs, rounds);
}

async function startUp(command) {
  const startedAt = performance.now();
  const child = spawn(process.execPath, command, { stdio: ["ignore", "pipe", "inherit"] });
  const ended = once(child, "exit");
  const port = await Promise.race([portOf(child), ended.then(() => undefined)]);
  if (port === undefined) throw new Error(`It ended before it was ready: ${command.join(" ")}`);
  const load = new Load(port, 1);
  const { status, body } = await load.ask(HEALTH);
  const milliseconds = performance.now() - startedAt;
  load.close();
  child.kill();
  await ended;
  if (status !== 200)
    throw new Error(`Expected 200 from /_emulator/health, got ${status}: ${body}`);
  return milliseconds;
}

/** From the line of JSON that both print when they are ready. */
async function portOf(child) {
  const [line] = await once(createInterface(child.stdout), "line");
  return Number(new URL(JSON.parse(line).url).port);
}
