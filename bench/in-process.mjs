// The two in one process without a socket, in turn: `emulator.fetch` and Hono's `app.request`.
// node in-process.mjs OPTIONS, where OPTIONS is JSON: { rounds, slice, dataFolder }.

import { ask, get, headersOf, list, play, send } from "./chat.mjs";
import { subjects } from "./subjects.mjs";

const { rounds, slice, dataFolder } = JSON.parse(process.argv[2]);
const contestants = [];
for (const name of ["ceiling", "emulator"]) {
  const subject = await subjects[name](dataFolder);
  const [thread] = await play(subject, { threads: 1, messages: 1000 });
  contestants.push({ subject, thread, headers: headersOf(subject) });
}

const cases = {
  get: (thread, n) => get(thread.id, thread.ids[n % thread.ids.length]),
  list: (thread) => list(thread.id),
  send: (thread, n) => send(thread.id, n),
};
const rates = {};
for (const [name, requestOf] of Object.entries(cases)) {
  const status = name === "send" ? 201 : 200;
  for (const contestant of contestants) await rateOf(contestant, requestOf, status);
  rates[name] = [];
  for (let round = 0; round < rounds; round++) {
    const pair = [];
    for (const contestant of contestants) pair.push(await rateOf(contestant, requestOf, status));
    rates[name].push(pair);
  }
}
process.send(rates);
process.disconnect();

async function rateOf({ subject, thread, headers }, requestOf, status) {
  const startedAt = performance.now();
  let count = 0;
  while (performance.now() < startedAt + slice) {
    await ask(subject, headers, requestOf(thread, count), status);
    count += 1;
  }
  return (count * 1000) / (performance.now() - startedAt);
}
