// Thousands of connections on which nothing happens: what it takes to open and to keep them, and whether they slow down others.

import { setTimeout as sleep } from "node:timers/promises";
import { get } from "./chat.mjs";
import { Contestant, takeTurns } from "./contest.mjs";
import { Crowd } from "./crowd.mjs";
import { median, milliseconds } from "./table.mjs";

const IDLE = 2000;
const IDLE_TEXT = IDLE.toLocaleString("en");
/** Milliseconds of idling that are looked at together. */
const WINDOW = 2000;

/** One server each, so that the same process is measured with and without them. */
export async function idling(members, { opens, windows, slice, dataFolder }) {
  const world = { threads: 8, messages: 125, members, dataFolder };
  const contestants = await Promise.all(
    ["ceiling", "emulator"].map((name) => Contestant.start(name, world)),
  );
  // What is loaded and made on first use is none of the connections' cost.
  for (const contestant of contestants) {
    await (await Crowd.open(contestant, 100)).leave();
    await read(contestant, 7 * slice);
  }
  const without = await idleWindows(contestants, windows);
  const crowds = [];
  const runs = contestants.map((contestant, at) => async () => {
    await crowds[at]?.leave();
    const { crowd, ...result } = await openOnce(contestant, 3 * slice);
    crowds[at] = crowd;
    return result;
  });
  const results = await takeTurns(runs, opens);
  const idle = idleRow(await idleWindows(contestants, windows), without);
  for (const crowd of crowds) await crowd.leave();
  for (const contestant of contestants) contestant.stop();
  return [
    openingRow(results),
    memoryRow(results[0], "heap"),
    memoryRow(results[0], "rss", "resident"),
    idle,
    readingRow(results),
  ];
}

/** The server before and after all are there. */
async function openOnce(contestant, slice) {
  const before = await settledMemory(contestant);
  const alone = await read(contestant, slice);
  const cpuBefore = await contestant.cpu();
  const startedAt = performance.now();
  const crowd = await Crowd.open(contestant, IDLE);
  const time = performance.now() - startedAt;
  const cpu = (await contestant.cpu()) - cpuBefore;
  const after = await settledMemory(contestant);
  const crowded = await read(contestant, slice);
  return { crowd, time, cpu, memory: { before, after }, reads: { alone, crowded } };
}

/** After those who have left are noticed. */
async function settledMemory(contestant) {
  await sleep(300);
  return contestant.ask("memory");
}

function read(contestant, slice) {
  const { threads } = contestant.world;
  const reads = threads.flatMap(({ id, ids }) => ids.map((message) => get(id, message)));
  return contestant.run(contestant.requests(reads), 200, { milliseconds: slice });
}

/** Both idle at the same time, so they are measured at the same time: milliseconds of CPU per second. */
async function idleWindows(contestants, rounds) {
  const used = () => Promise.all(contestants.map((contestant) => contestant.cpu()));
  const results = [];
  for (let round = 0; round < rounds; round++) {
    const before = await used();
    await sleep(WINDOW);
    results.push((await used()).map((seconds, at) => (seconds - before[at]) * (1e6 / WINDOW)));
  }
  return results;
}

function openingRow(results) {
  const timesOf = (at) => milliseconds(results.map((result) => result[at].time));
  return {
    what: `${IDLE_TEXT} connections, time to open`,
    ratios: results.map(([a, b]) => b.time / a.time),
    cpuRatios: results.map(([a, b]) => b.cpu / a.cpu),
    context: `${timesOf(1)} against ${timesOf(0)}`,
  };
}

/** Of the first time: later ones find memory that the earlier ones have left. */
function memoryRow(results, kind, name = kind) {
  const [ceiling, emulator] = results.map(
    ({ memory: { before, after } }) => (after[kind] - before[kind]) / IDLE,
  );
  const kilobytes = (bytes) => `${(bytes / 1000).toFixed(1)} kB`;
  return {
    what: `${IDLE_TEXT} connections, memory of each, ${name}`,
    ratios: [emulator / ceiling],
    context: `${kilobytes(emulator)} against ${kilobytes(ceiling)}`,
  };
}

function idleRow(results, without) {
  const of = (rounds, at) => milliseconds(rounds.map((round) => round[at]));
  return {
    what: `${IDLE_TEXT} connections, CPU while idle`,
    ratios: results.map(([ceiling, emulator]) => emulator / ceiling),
    context: `${of(results, 1)} against ${of(results, 0)} a second; with none ${of(without, 1)} and ${of(without, 0)}`,
  };
}

function readingRow(results) {
  const ratiosOf = (at, kind) =>
    results.map((result) => result[at].reads.crowded[kind] / result[at].reads.alone[kind]);
  return {
    what: `get a message, with ${IDLE_TEXT} connections to none`,
    ratios: ratiosOf(1, "rate"),
    cpuRatios: ratiosOf(1, "perCpu"),
    context: `the ceiling's own: ${median(ratiosOf(0, "rate")).toFixed(2)}`,
  };
}
