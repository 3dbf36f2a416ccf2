// Measures the emulator against a bare Hono server in the same run; README.md says how to read the table.
// npm run bench [-- --quick] [-- --no-build] [-- --realtime] [-- --kit]

import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { isDeepStrictEqual, parseArgs } from "node:util";
import { assertAlike } from "./alike.mjs";
import { createThread, get, list, send, textOf } from "./chat.mjs";
import { Contestant, startScript, takeTurns } from "./contest.mjs";
import { kitRows } from "./kit.mjs";
import { realtimeRows } from "./realtime.mjs";
import { startUps } from "./start-up.mjs";
import { median, printTable } from "./table.mjs";

const { values: options } = parseArgs({
  options: {
    quick: { type: "boolean", default: false },
    "no-build": { type: "boolean", default: false },
    realtime: { type: "boolean", default: false },
    kit: { type: "boolean", default: false },
  },
});
const rounds = options.quick ? 5 : 25;
const slice = { milliseconds: options.quick ? 120 : 200 };
const warmUp = { milliseconds: options.quick ? 500 : 1500 };
const sizes = options.quick ? [1000, 10_000] : [1000, 10_000, 100_000];
const dataFolder = mkdtempSync(join(tmpdir(), "chat-emulator-bench-"));

const operations = {
  get: {
    what: "get a message",
    status: 200,
    requests: ({ threads }) =>
      threads.flatMap(({ id, ids }) => ids.map((message) => get(id, message))),
    goal: ">= 0.7",
  },
  list: {
    what: "list messages",
    status: 200,
    requests: ({ threads }) => threads.map(({ id }) => list(id)),
    goal: ">= 0.7",
  },
  send: {
    what: "send a message",
    status: 201,
    requests: ({ threads }) =>
      Array.from({ length: 100 }, (_, n) => send(threads[n % threads.length].id, n)),
    goal: ">= 0.6",
  },
  create: {
    what: "create a thread",
    status: 201,
    requests: ({ people }) => [createThread(people)],
    goal: "",
  },
};

try {
  if (!options["no-build"]) execFileSync("npm", ["run", "--silent", "build"], { stdio: "inherit" });
  const startedAt = performance.now();
  printTable(await rows());
  console.log(
    `\n${new Date().toISOString().slice(0, 10)}, Node ${process.versions.node}, ${seconds(startedAt)} s.`,
  );
  console.log(
    "Ratios are emulator to ceiling unless the line says otherwise; spread: the middle half of the rounds.",
  );
} finally {
  rmSync(dataFolder, { recursive: true, force: true });
}

/** All of them, unless one part is asked for. */
async function rows() {
  if (options.kit) return kit();
  if (options.realtime) return realtime();
  return [...(await requestRows()), ...(await realtime()), ...(await kit())];
}

function kit() {
  return kitRows({ dataFolder, rounds, slice, warmUp });
}

async function requestRows() {
  return [
    ...(await throughput()),
    ...(await inProcess()),
    ...(await startUp()),
    ...(await flatness()),
    ...(await memoryOfReading()),
  ];
}

function realtime() {
  return realtimeRows({ dataFolder, isQuick: options.quick });
}

async function throughput() {
  const world = { threads: 8, messages: 125, dataFolder };
  const [ceiling, emulator] = await Promise.all([
    Contestant.start("ceiling", world),
    Contestant.start("emulator", world),
  ]);
  await compareAnswers(ceiling, emulator);
  const rows = [];
  for (const { what, status, requests, goal } of Object.values(operations)) {
    const runs = [ceiling, emulator].map((contestant) => {
      const bytes = contestant.requests(requests(contestant.world));
      return (until = slice) => contestant.run(bytes, status, until);
    });
    for (const run of runs) await run(warmUp);
    const results = await takeTurns(runs, rounds);
    rows.push({
      what,
      ratios: results.map(([a, b]) => b.rate / a.rate),
      cpuRatios: results.map(([a, b]) => b.perCpu / a.perCpu),
      goal,
      aim: "0.9",
      context: `${perSecond(results.map(([, b]) => b.rate))} against ${perSecond(results.map(([a]) => a.rate))}`,
    });
  }
  for (const contestant of [ceiling, emulator]) contestant.stop();
  return rows;
}

/** Both must give the same answers, else the comparison would be worth nothing. */
async function compareAnswers(...contestants) {
  for (const [name, { requests, status }] of Object.entries(operations)) {
    const answers = [];
    for (const contestant of contestants) {
      const [first] = requests(contestant.world);
      const answer = await contestant.load.ask(contestant.requests([first])[0]);
      const text = `${name}: ${answer.status} ${answer.body}`;
      if (answer.status !== status) throw new Error(`Expected ${status}, got ${text}`);
      if (name === "get" && !isFirstMessage(JSON.parse(answer.body))) {
        throw new Error(`Not the message that was sent: ${text}`);
      }
      answers.push(answer.body);
    }
    assertAlike(name, ...answers);
  }
}

function isFirstMessage({ type, content, senderDisplayName }) {
  const sent = { type: "text", content: { message: textOf(0) }, senderDisplayName: "Alice" };
  return isDeepStrictEqual({ type, content, senderDisplayName }, sent);
}

/** A large thread against a small one; the ceiling's own tells what the machine's caches have to do with it. */
async function flatness() {
  const [smallest, largest] = [sizes[0], sizes.at(-1)];
  const start = (name) => (messages) =>
    Contestant.start(name, { threads: 1, messages, dataFolder });
  const contestants = await Promise.all([
    ...sizes.map(start("emulator")),
    ...[smallest, largest].map(start("ceiling")),
  ]);
  const rows = [];
  for (const { what, ...operation } of [operations.get, operations.list, operations.send]) {
    const runs = [];
    for (const contestant of contestants) runs.push(await warmRun(contestant, operation));
    const results = await takeTurns(runs, rounds);
    const ofCeiling = median(results.map((result) => result.at(-1).rate / result.at(-2).rate));
    for (const [at, size] of sizes.entries()) {
      if (at === 0) continue;
      rows.push({
        what: `${what}, ${thousands(size)} in the thread to ${thousands(smallest)}`,
        ratios: results.map((result) => result[at].rate / result[0].rate),
        cpuRatios: results.map((result) => result[at].perCpu / result[0].perCpu),
        goal: "0.9 to 1.1",
        context: size === largest ? `the ceiling's own: ${ofCeiling.toFixed(2)}` : "",
      });
    }
  }
  for (const contestant of contestants) contestant.stop();
  const used = [contestants.at(-1), contestants[sizes.length - 1]].map(({ world }) => world.memory);
  rows.push(memoryRow("heap", used, { kind: "heap", at: 1, messages: largest }));
  rows.push(memoryRow("resident", used, { kind: "rss", at: 1, messages: largest }));
  return rows;
}

/** Sends are few, and warmed up elsewhere, so that a small thread stays small. */
async function warmRun(contestant, { status, requests }) {
  const isSend = status === 201;
  const { spare, threads } = contestant.world;
  const bytes = contestant.requests(requests({ threads }));
  const toSpare = contestant.requests(requests({ threads: [{ id: spare, ids: [] }] }));
  await contestant.run(isSend ? toSpare : bytes, status, warmUp);
  return () => contestant.run(bytes, status, isSend ? { count: 200 } : slice);
}

async function inProcess() {
  const { told } = await startScript("in-process.mjs", [
    JSON.stringify({ rounds, slice: slice.milliseconds / 2, dataFolder }),
  ]);
  return Object.entries(told).map(([name, pairs]) => ({
    what: `in process, no socket: ${operations[name].what}`,
    ratios: pairs.map(([ceiling, emulator]) => emulator / ceiling),
    context: `${perSecond(pairs.map(([, emulator]) => emulator))} against ${perSecond(pairs.map(([ceiling]) => ceiling))}`,
  }));
}

async function startUp() {
  const pairs = await startUps(dataFolder, options.quick ? 4 : 10);
  const milliseconds = (at) => `${Math.round(median(pairs.map((pair) => pair[at])))} ms`;
  return [
    {
      what: "time to start",
      ratios: pairs.map(([ceiling, emulator]) => emulator / ceiling),
      goal: "<= 1.5",
      aim: "1.3",
      context: `${milliseconds(1)} against ${milliseconds(0)}`,
    },
  ];
}

async function memoryOfReading() {
  const messages = options.quick ? 5000 : 20_000;
  const world = { threads: 1, messages, isRead: true, dataFolder };
  const contestants = await Promise.all(
    ["ceiling", "emulator"].map((name) => Contestant.start(name, world)),
  );
  for (const contestant of contestants) contestant.stop();
  const used = contestants.map((contestant) => contestant.world.memory);
  return [memoryRow("heap, once each was read", used, { kind: "heap", at: 2, messages })];
}

/** The growth since the world was all but empty, of the ceiling and of the emulator. */
function memoryRow(what, used, { kind, at, messages }) {
  const [ceiling, emulator] = used.map((points) => points[at][kind] - points[0][kind]);
  const perTenThousand = (bytes) => `${((bytes / messages) * 10_000 * 1e-6).toFixed(1)} MB`;
  return {
    what: `memory per 10,000 messages, ${what}`,
    ratios: [emulator / ceiling],
    context: `${perTenThousand(emulator)} against ${perTenThousand(ceiling)}`,
  };
}

function thousands(size) {
  return size.toLocaleString("en");
}

function perSecond(rates) {
  return `${(median(rates) / 1000).toFixed(1)}k/s`;
}

function seconds(startedAt) {
  return Math.round((performance.now() - startedAt) / 1000);
}
