// One of the two in a process of its own: plays in a world, listens, and tells how much it has used.
// node server.mjs NAME WORLD, where WORLD is JSON: { threads, messages, isRead, members, dataFolder }.

import { ask, get, headersOf, play } from "./chat.mjs";
import { subjects } from "./subjects.mjs";

const SAMPLE = 1000;

const [name, world] = [process.argv[2], JSON.parse(process.argv[3])];
const logged = [];
const subject = await subjects[name](world.dataFolder, world.members && keep);
// The first message loads what is loaded on first use; it is in the world that memory is compared with.
const [spare] = await play(subject, { threads: 1, messages: 10 });
const memory = [usedMemory()];
const threads = await play(subject, world);
memory.push(usedMemory());
if (world.isRead) {
  for (const { id, ids } of threads) {
    for (const message of ids) await ask(subject, headersOf(subject), get(id, message), 200);
  }
  memory.push(usedMemory());
}
process.send({
  crowd: world.members && (await subject.gather(world.members)),
  port: await subject.listen(),
  headers: headersOf(subject),
  people: subject.people,
  spare: spare.id,
  threads: threads.map(({ id, ids }) => ({ id, ids: sampleOf(ids, SAMPLE / world.threads) })),
  memory,
});
const answers = { cpu: () => process.cpuUsage(), memory: usedMemory, warnings: () => logged };
process.on("message", (asked) => process.send({ [asked]: answers[asked]() }));
process.on("disconnect", () => process.exit());

/** Connections that come and go are told of by the thousand, at the level debug. */
function keep({ level, message }) {
  if (level !== "debug") logged.push(`${level}: ${message}`);
}

function usedMemory() {
  global.gc();
  const { heapUsed, rss } = process.memoryUsage();
  return { heap: heapUsed, rss };
}

/** Evenly spread over the whole. */
function sampleOf(ids, size) {
  const step = Math.max(1, Math.floor(ids.length / size));
  return ids.filter((_, index) => index % step === 0);
}
