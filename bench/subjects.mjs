// The two that are compared, each behind the same few names.

import { createCeiling, listen, PEOPLE } from "./ceiling.mjs";

/** `fetch` in process, the headers and people of a caller, and `listen`, which resolves to a port. */
export const subjects = {
  async ceiling() {
    const app = createCeiling();
    return {
      fetch: (path, init) => app.request(path, init),
      token: `eyJ${"0".repeat(600)}`,
      people: PEOPLE,
      listen: () => listen(app),
    };
  },

  async emulator(dataFolder) {
    const { createChatEmulator } = await import("../dist/src/server/index.js");
    const emulator = await createChatEmulator({
      dataFolder,
      log: ({ level, message }) => console.error(`${level}: ${message}`),
    });
    const [alice, bob] = [await emulator.acs.user("alice"), await emulator.acs.user("bob")];
    return {
      fetch: (path, init) => emulator.fetch(new Request(`http://127.0.0.1:2428${path}`, init)),
      token: alice.token,
      people: [alice.id, bob.id],
      listen: async () => Number(new URL((await emulator.listen({ port: 0 })).url).port),
    };
  },
};
