// One of a hundred clients that does not read: whether the others wait for it, and that it is dropped in the end.

import { textOf } from "./chat.mjs";
import { Contestant } from "./contest.mjs";
import { Crowd } from "./crowd.mjs";
import { median, milliseconds } from "./table.mjs";

/** Large messages fill the system's buffers soon; 28 KB is the most there may be. */
const LARGE = "".padEnd(27_000, " large");
/** A client that has not taken so many must have been dropped. */
const MESSAGES_MAX = 1000;
/** In a burst; it is looked at after each whether the client is dropped. */
const BURST = 5;
/** About as many as the emulator keeps for it, once the system's buffers are full. */
const LAST = 15;

/** The emulator with one that does not read against itself with none. */
export async function stalling({ stalls, warmUp, dataFolder }) {
  const world = { threads: 1, messages: 1, members: 100, dataFolder };
  const contestants = await Promise.all(
    ["emulator", "emulator"].map((name) => Contestant.start(name, world)),
  );
  const [stalled, plain] = contestants;
  const crowds = [await Crowd.open(stalled, 99), await Crowd.open(plain, 100)];
  for (const crowd of crowds) await crowd.listen(warmUp / 2, largeText);
  const rounds = [];
  for (let round = 0; round < stalls; round++) rounds.push(await stallOnce(stalled, crowds, round));
  const taken = Math.round(median(rounds.map(([times]) => times.length)));
  const rows = [
    rowOf(rounds, { when: "all along", from: 0 }),
    rowOf(rounds, { when: `the last ${LAST} before it is dropped`, from: -LAST }),
  ];
  rows[0].context += `; dropped after ${taken}; ${Crowd.count(crowds)}`;
  for (const crowd of crowds) await crowd.leave();
  for (const contestant of contestants) contestant.stop();
  return rows;
}

/** Until it is dropped, which is told of; resolves to the times of either crowd. */
async function stallOnce(contestant, [stalled, plain], round) {
  const client = await stalled.enterStalled();
  const times = [[], []];
  let told = [];
  while (told.length === 0) {
    if (times[0].length >= MESSAGES_MAX) throw new Error("A client that does not read is kept.");
    times[0].push(...(await stalled.listen(BURST, largeText)));
    times[1].push(...(await plain.listen(BURST, largeText)));
    told = (await contestant.ask("warnings")).slice(round);
  }
  if (told.length > 1 || !/^warn: Dropped the connection .* it does not read/.test(told[0])) {
    throw new Error(`Expected to be told once that a client does not read:\n${told.join("\n")}`);
  }
  client.resume();
  await client.ended();
  stalled.forget(client);
  return times;
}

function rowOf(rounds, { when, from }) {
  const medians = rounds.map((pair) => pair.map((times) => median(times.slice(from))));
  return {
    what: `27 kB to 100, one not reading to none, ${when}`,
    ratios: medians.map(([stalled, plain]) => stalled / plain),
    context: `${milliseconds(medians.map(([stalled]) => stalled))} against ${milliseconds(medians.map(([, plain]) => plain))}`,
  };
}

function largeText(n) {
  return textOf(n) + LARGE;
}
