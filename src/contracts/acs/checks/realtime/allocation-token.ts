// Who may not connect.

import type { Check } from "../../../suite/check.ts";
import type { Scene } from "../scene.ts";

export const check: Check<Scene> = {
  id: "acs.realtime.connection.token",
  title: "An allocation without a good token is refused with 401",
  operations: ["Realtime_GetConfiguration"],
  rules: ["realtime.connection.token"],
  profile: "safe",
  people: 1,
  async run(scene) {
    await using listener = await scene.listener(scene.alice);
    for (const token of [null, "not-a-token"]) {
      scene.expect(await listener.trouter.allocate({ token })).status(401);
    }
  },
};
