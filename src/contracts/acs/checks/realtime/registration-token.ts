// Who may not register.

import type { Check } from "../../../suite/check.ts";
import type { Scene } from "../scene.ts";
import { readAllocation } from "./trouter.ts";

export const check: Check<Scene> = {
  id: "acs.realtime.connection.registration-token",
  title: "A registration and its removal are refused with 401 without a good token",
  operations: ["Realtime_GetConfiguration"],
  rules: ["realtime.connection.registration"],
  profile: "safe",
  people: 1,
  async run(scene) {
    await using listener = await scene.listener(scene.alice);
    const { trouter, endpointId } = listener;
    const allocation = readAllocation(await trouter.allocate({ endpointId }));
    for (const token of [null, "not-a-token"]) {
      scene.expect(await trouter.register(endpointId, allocation, { token })).status(401);
      scene.expect(await trouter.unregister(endpointId, { token })).status(401);
    }
  },
};
