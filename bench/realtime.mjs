// One sender and many listeners: the time to the last delivery, what is lost or comes twice, and what idle connections cost.

import { Agent, request, setGlobalDispatcher } from "undici";
import { WebSocket } from "ws";
import { hear, startScript, takeTurns } from "./contest.mjs";
import { median } from "./table.mjs";

/** Opened at the same time; more would only wait in line. */
const OPENING = 32;
const IDLE = 2000;
const LATE_MS = 10_000;

/** Rows for the table; throws when a message is lost or comes twice. */
export async function realtimeRows({ dataFolder, rounds, isQuick }) {
  setGlobalDispatcher(new Agent({ connections: OPENING }));
  const rows = [];
  for (const connections of [100, 1000]) rows.push(await delivery(connections, dataFolder, rounds));
  return [...rows, ...(await idle(isQuick ? IDLE / 4 : IDLE, dataFolder))];
}

async function delivery(connections, dataFolder, rounds) {
  const audiences = await open(connections, dataFolder);
  const runs = audiences.map((audience) => () => audience.deliver());
  for (const run of runs) for (let warmUp = 0; warmUp < 10; warmUp += 1) await run();
  const results = await takeTurns(runs, rounds);
  const [lost, twice] = ["lost", "twice"].map((what) =>
    audiences.map((audience) => audience.count()[what]),
  );
  for (const audience of audiences) audience.stop();
  if ([...lost, ...twice].some((count) => count > 0)) {
    throw new Error(`Of ${connections} connections: lost ${lost}, twice ${twice}.`);
  }
  const ms = (at) => `${median(results.map((result) => result[at])).toFixed(1)} ms`;
  return {
    what: `one message to ${connections.toLocaleString("en")} connections, last delivery`,
    ratios: results.map(([ceiling, emulator]) => emulator / ceiling),
    context: `${ms(1)} against ${ms(0)}; lost 0, twice 0`,
  };
}

async function idle(connections, dataFolder) {
  const [ceiling, emulator] = await open(connections, dataFolder);
  const used = [await ceiling.grown(), await emulator.grown()];
  for (const audience of [ceiling, emulator]) audience.stop();
  return ["heap", "rss"].map((kind) => {
    const [bare, own] = used.map((memory) => memory[kind] / connections / 1000);
    return {
      what: `memory per idle connection, ${kind === "rss" ? "resident" : kind}`,
      ratios: [own / bare],
      context: `${own.toFixed(1)} kB against ${bare.toFixed(1)} kB, of ${connections.toLocaleString("en")}`,
    };
  });
}

function open(connections, dataFolder) {
  return Promise.all(
    ["ceiling", "emulator"].map((name) => Audience.open(name, { connections, dataFolder })),
  );
}

/** A server and everybody who listens to it. */
class Audience {
  #counts = new Map();
  #sockets = [];
  #sent = 0;
  #waiting;

  static async open(name, { connections, dataFolder }) {
    const audience = new Audience();
    const options = JSON.stringify({ connections, dataFolder });
    const { child, told } = await startScript("realtime-server.mjs", [name, options]);
    Object.assign(audience, { child, told, before: await memoryOf(child) });
    let next = 0;
    const openSome = async () => {
      for (let index = next++; index < connections; index = next++) {
        audience.#sockets.push(await audience.#listen(index));
      }
    };
    await Promise.all(Array.from({ length: OPENING }, openSome));
    return audience;
  }

  /** Sends a message; resolves to the milliseconds until the last one has it. */
  async deliver() {
    const number = this.#sent++;
    this.#counts.set(number, 0);
    const all = new Promise((resolve) => {
      this.#waiting = { number, resolve };
    });
    const startedAt = performance.now();
    const { port, path, headers } = this.told;
    const { statusCode, body } = await request(`http://127.0.0.1:${port}${path}`, {
      method: "POST",
      headers: { "content-type": "application/json", ...headers },
      body: JSON.stringify({ content: `#${number}#` }),
    });
    await body.dump();
    if (statusCode !== 201) throw new Error(`Sending answered ${statusCode}.`);
    // What has not come by then is lost, and counted as such.
    let timer;
    const late = new Promise((resolve) => {
      timer = setTimeout(resolve, LATE_MS);
    });
    await Promise.race([all, late]);
    clearTimeout(timer);
    return performance.now() - startedAt;
  }

  count() {
    const differences = [...this.#counts.values()].map((count) => count - this.#sockets.length);
    const sum = (values) => values.reduce((total, value) => total + value, 0);
    return {
      lost: -sum(differences.filter((difference) => difference < 0)),
      twice: sum(differences.filter((difference) => difference > 0)),
    };
  }

  /** By how much the server's memory has grown since nobody listened. */
  async grown() {
    const after = await memoryOf(this.child);
    return { heap: after.heap - this.before.heap, rss: after.rss - this.before.rss };
  }

  stop() {
    for (const socket of this.#sockets) socket.terminate();
    this.child.disconnect();
  }

  async #listen(index) {
    const { port, tokens } = this.told;
    const path =
      tokens.length > 0 ? await this.#session(tokens[index % tokens.length], index) : "/";
    const socket = new WebSocket(`ws://127.0.0.1:${port}${path}`, { perMessageDeflate: false });
    await new Promise((resolve, reject) => {
      // The emulator's connections are up when they are told so.
      socket.once(tokens.length > 0 ? "message" : "open", resolve);
      socket.once("error", reject);
    });
    socket.on("message", (data) => this.#take(String(data)));
    return socket;
  }

  async #session(token, index) {
    const base = `http://127.0.0.1:${this.told.port}`;
    const headers = { "x-skypetoken": token };
    const allocated = await request(`${base}/v4/a`, { method: "POST", headers });
    const { connectparams } = await allocated.body.json();
    const query = new URLSearchParams({ ...connectparams, epid: `endpoint-${index}` });
    const shaken = await request(`${base}/socket.io/1/?${query}`, { headers });
    const [session] = (await shaken.body.text()).split(":");
    return `/socket.io/1/websocket/${session}?${query}`;
  }

  #take(text) {
    const number = Number(/#(\d+)#/.exec(text)?.[1] ?? Number.NaN);
    const count = this.#counts.get(number);
    if (count === undefined) return;
    this.#counts.set(number, count + 1);
    const isLast = count + 1 === this.#sockets.length;
    if (isLast && this.#waiting?.number === number) this.#waiting.resolve();
  }
}

async function memoryOf(child) {
  const heard = hear(child);
  child.send("memory");
  return heard;
}
