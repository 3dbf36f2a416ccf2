// Runs servers and measures them in turn: rounds of A B, B A, A B ..., so that a drifting machine favours neither.

import { fork } from "node:child_process";
import { fileURLToPath } from "node:url";
import { Load, request } from "./load.mjs";

const CONNECTIONS = 16;

/** A script of this folder in a process of its own; resolves to the process and the first thing that it tells. */
export async function startScript(script, args) {
  const path = fileURLToPath(new URL(script, import.meta.url));
  const child = fork(path, args, { execArgv: ["--expose-gc"] });
  return { child, told: await hear(child) };
}

export function hear(child) {
  return new Promise((resolve, reject) => {
    const gone = (code) =>
      reject(new Error(`A process of the bench ended early, with code ${code}.`));
    child.once("exit", gone);
    child.once("message", (message) => {
      child.off("exit", gone);
      resolve(message);
    });
  });
}

/** A server with a world in it, and connections to it. */
export class Contestant {
  static async start(name, world) {
    const contestant = new Contestant();
    const { child, told } = await startScript("server.mjs", [name, JSON.stringify(world)]);
    contestant.child = child;
    contestant.world = told;
    contestant.load = new Load(told.port, CONNECTIONS);
    return contestant;
  }

  /** The bytes of requests, ready to send. */
  requests(list) {
    const { headers } = this.world;
    return list.map(({ method, path, body }) => request(method, path, { headers, body }));
  }

  /** Answers per second, and per second of processor time that the server used. */
  async run(requests, status, until) {
    const before = await this.cpu();
    const { rate, count } = await this.load.run(requests, status, until);
    return { rate, perCpu: count / ((await this.cpu()) - before) };
  }

  /** Seconds of processor time that the server has used. */
  async cpu() {
    const { user, system } = await this.ask("cpu");
    return (user + system) / 1e6;
  }

  /** What the server's process tells: `cpu`, `memory` or `warnings`. */
  async ask(what) {
    const heard = hear(this.child);
    this.child.send(what);
    return (await heard)[what];
  }

  stop() {
    this.load.close();
    this.child.disconnect();
  }
}

/** Runs each of `runs` once a round; resolves to the rounds, each with a result per run. */
export async function takeTurns(runs, rounds) {
  const results = [];
  for (let round = 0; round < rounds; round++) {
    const order = runs.map((run, at) => ({ run, at }));
    if (round % 2 === 1) order.reverse();
    const result = [];
    for (const { run, at } of order) result[at] = await run();
    results.push(result);
  }
  return results;
}
