// The cases of notifications: to many at once, with many that idle, and past one that does not read.

import { assertAlike } from "./alike.mjs";
import { Contestant, takeTurns } from "./contest.mjs";
import { Crowd } from "./crowd.mjs";
import { idling } from "./idling.mjs";
import { stalling } from "./stalling.mjs";
import { median, milliseconds } from "./table.mjs";

/** The largest thread; further connections are further endpoints of the same people. */
const MEMBERS_MAX = 250;

const quick = { rounds: 5, messages: 10, warmUp: 60, opens: 3, windows: 1, slice: 200, stalls: 1 };
const full = {
  rounds: 25,
  messages: 10,
  warmUp: 200,
  opens: 11,
  windows: 5,
  slice: 200,
  stalls: 5,
};

/** Resolves to rows of the table; throws when anything is lost or comes twice. */
export async function realtimeRows({ isQuick, dataFolder }) {
  const pace = { ...(isQuick ? quick : full), dataFolder };
  return [
    await fanOut(100, { ...pace, messages: 2 * pace.messages }),
    await fanOut(1000, pace),
    ...(await idling(MEMBERS_MAX, pace)),
    ...(await stalling(pace)),
  ];
}

/** One sender, so many that listen. */
async function fanOut(connections, { rounds, messages, warmUp, dataFolder }) {
  const world = {
    threads: 1,
    messages: 1,
    members: Math.min(connections, MEMBERS_MAX),
    dataFolder,
  };
  const contestants = await Promise.all(
    ["ceiling", "emulator"].map((name) => Contestant.start(name, world)),
  );
  const crowds = [];
  for (const contestant of contestants) crowds.push(await Crowd.open(contestant, connections));
  await comparePushes(...crowds);
  for (const crowd of crowds) await crowd.listen(warmUp);
  const runs = crowds.map((crowd, at) => async () => {
    const before = await contestants[at].cpu();
    const times = await crowd.listen(messages);
    return { times, cpu: (await contestants[at].cpu()) - before };
  });
  const results = await takeTurns(runs, rounds);
  const timesOf = (at) => milliseconds(results.flatMap((result) => result[at].times));
  const row = {
    what: `one message to ${connections.toLocaleString("en")} connections, last delivery`,
    ratios: results.map(([a, b]) => median(b.times) / median(a.times)),
    cpuRatios: results.map(([a, b]) => b.cpu / a.cpu),
    context: `${timesOf(1)} against ${timesOf(0)}; ${Crowd.count(crowds)}`,
  };
  for (const crowd of crowds) await crowd.leave();
  for (const contestant of contestants) contestant.stop();
  return row;
}

/** Each must get the message with his name on it, and the ceiling's push must be like the emulator's. */
async function comparePushes(...crowds) {
  const frames = [];
  for (const crowd of crowds) {
    const { text, heard } = await crowd.listenClosely();
    for (const { member, push } of heard) {
      const body = JSON.parse(JSON.parse(push.slice("3:::".length)).body);
      if (body.messageBody !== text || body.recipientMri !== member.id) {
        throw new Error(`Not what ${member.id} was to be told: ${push}`);
      }
    }
    frames.push(heard[0].push.slice("3:::".length));
  }
  assertAlike("a push", ...frames);
  assertAlike("a push's body", ...frames.map((frame) => JSON.parse(frame).body));
}
