// The two that are compared, each behind the same few names.

import { createCeiling, listen, PEOPLE } from "./ceiling.mjs";
import { addParticipants, ask, createThread, headersOf } from "./chat.mjs";
import { createNotifications } from "./realtime-ceiling.mjs";

/** So many are added to a thread at once. */
const BATCH = 200;

/**
 * `fetch` in process, the token and people of a caller, `gather`, which resolves to a thread and so many members, the
 * caller first, and `listen`, which resolves to a port.
 */
export const subjects = {
  async ceiling() {
    const app = createCeiling({ onMessage: (...told) => notifications.tell(...told) });
    const notifications = createNotifications(app);
    const subject = {
      fetch: (path, init) => app.request(path, init),
      token: `eyJ${"0".repeat(600)}`,
      people: PEOPLE,
      async gather(count) {
        const { chatThread } = await ask(subject, {}, createThread(PEOPLE), 201);
        const member = { id: PEOPLE[0], token: subject.token };
        return { thread: chatThread.id, members: Array(count).fill(member) };
      },
      listen: () => listen(app, notifications.upgrade),
    };
    return subject;
  },

  emulator: (dataFolder, log) => startEmulator({ dataFolder, log }),
  emulatorWithoutJournal: (dataFolder, log) => startEmulator({ dataFolder, log, journal: false }),
};

async function startEmulator({ log = toStandardError, ...options }) {
  const { createChatEmulator } = await import("../dist/src/server/index.js");
  const emulator = await createChatEmulator({ ...options, log });
  const [alice, bob] = [await emulator.acs.user("alice"), await emulator.acs.user("bob")];
  const subject = {
    fetch: (path, init) => emulator.fetch(new Request(`http://127.0.0.1:2428${path}`, init)),
    token: alice.token,
    people: [alice.id, bob.id],
    gather: (count) => gather(emulator, subject, count),
    listen: async () => Number(new URL((await emulator.listen({ port: 0 })).url).port),
  };
  return subject;
}

async function gather(emulator, subject, count) {
  const members = [await emulator.acs.user("alice")];
  for (let n = 1; n < count; n++) members.push(await emulator.acs.user(`member ${n}`));
  const ids = members.map(({ id }) => id);
  const headers = headersOf(subject);
  const { chatThread } = await ask(subject, headers, createThread(ids), 201);
  for (let at = 2; at < count; at += BATCH) {
    const batch = addParticipants(chatThread.id, ids.slice(at, at + BATCH));
    await ask(subject, headers, batch, 201);
  }
  return { thread: chatThread.id, members: members.map(({ id, token }) => ({ id, token })) };
}

function toStandardError({ level, message }) {
  console.error(`${level}: ${message}`);
}
