// The rows about the test kit: what the journal costs, and how long snapshots take.

import { get, list, send } from "./chat.mjs";
import { Contestant, startScript, takeTurns } from "./contest.mjs";
import { milliseconds } from "./table.mjs";

const MESSAGES = 50_000;

const operations = {
  "get a message": [
    200,
    ({ threads }) => threads.flatMap(({ id, ids }) => ids.map((message) => get(id, message))),
  ],
  "list messages": [200, ({ threads }) => threads.map(({ id }) => list(id))],
  "send a message": [
    201,
    ({ threads }) => Array.from({ length: 100 }, (_, n) => send(threads[n % threads.length].id, n)),
  ],
};

export async function kitRows(options) {
  return [...(await journalRows(options)), ...(await snapshotRows(options))];
}

async function journalRows({ dataFolder, rounds, slice, warmUp }) {
  const world = { threads: 8, messages: 125, dataFolder };
  const contestants = await Promise.all(
    ["emulatorWithoutJournal", "emulator"].map((name) => Contestant.start(name, world)),
  );
  const rows = [];
  for (const [what, [status, requests]] of Object.entries(operations)) {
    const runs = contestants.map((contestant) => {
      const bytes = contestant.requests(requests(contestant.world));
      return (until = slice) => contestant.run(bytes, status, until);
    });
    for (const run of runs) await run(warmUp);
    const results = await takeTurns(runs, rounds);
    rows.push({
      what: `journal on to off: ${what}`,
      ratios: results.map(([off, on]) => on.rate / off.rate),
      cpuRatios: results.map(([off, on]) => on.perCpu / off.perCpu),
      goal: ">= 0.95",
    });
  }
  for (const contestant of contestants) contestant.stop();
  return rows;
}

/** Ratios are to a plain copy of as many small objects. */
async function snapshotRows({ dataFolder, rounds }) {
  const options = { messages: MESSAGES, rounds, dataFolder };
  const { told } = await startScript("snapshots.mjs", [JSON.stringify(options)]);
  const { copy, ...steps } = told;
  return Object.entries(steps).map(([name, times]) => ({
    what: `${name} at ${MESSAGES.toLocaleString("en")} messages, to copying them`,
    ratios: times.map((time, round) => time / copy[round]),
    goal: "< 5 ms",
    context: milliseconds(times),
  }));
}
