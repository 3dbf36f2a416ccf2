// A client that says where it is reached.

import type { Check } from "../../../suite/check.ts";
import type { Scene } from "../scene.ts";
import { readAllocation } from "./trouter.ts";

const done = [200, 201, 202, 203, 204];

export const check: Check<Scene> = {
  id: "acs.realtime.connection.registration",
  title: "A registration can be made, renewed and taken away",
  operations: ["Realtime_GetConfiguration"],
  rules: ["realtime.connection.registration"],
  profile: "safe",
  people: 1,
  async run(scene) {
    await using listener = await scene.listener(scene.alice);
    const { trouter, endpointId } = listener;
    const allocation = readAllocation(await trouter.allocate({ endpointId }));
    scene.expect(await trouter.register(endpointId, allocation)).status(...done);
    scene.expect(await trouter.register(endpointId, allocation)).status(...done);
    scene.expect(await trouter.unregister(endpointId)).status(...done);
  },
};
