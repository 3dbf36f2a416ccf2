// Snapshot, restore and fork of a tenant with many messages, against copying the same messages one by one.
// node snapshots.mjs OPTIONS, where OPTIONS is JSON: { messages, rounds, dataFolder }.

import { play } from "./chat.mjs";

const { messages, rounds, dataFolder } = JSON.parse(process.argv[2]);
const { createChatEmulator } = await import("../dist/src/server/index.js");
const emulator = await createChatEmulator({ dataFolder });
const [alice, bob] = [await emulator.acs.user("alice"), await emulator.acs.user("bob")];
const subject = {
  fetch: (path, init) => emulator.fetch(new Request(`http://127.0.0.1:2428${path}`, init)),
  token: alice.token,
  people: [alice.id, bob.id],
};
await play(subject, { threads: 10, messages: messages / 10 });
const texts = Array.from({ length: messages }, (_, n) => ({
  id: n,
  sender: alice.id,
  text: "hello",
}));
const kept = emulator.snapshot();

const steps = {
  copy: () => structuredClone(texts),
  snapshot: () => emulator.snapshot(),
  restore: () => emulator.restore(kept),
  fork: () => emulator.fork(),
};
const times = Object.fromEntries(Object.keys(steps).map((name) => [name, []]));
for (let round = 0; round < rounds; round++) {
  for (const [name, step] of Object.entries(steps)) {
    const startedAt = performance.now();
    const made = step();
    times[name].push(performance.now() - startedAt);
    if (name === "fork") emulator.tenants.drop(made.name);
  }
}
await emulator.close();
process.send(times);
process.disconnect();
