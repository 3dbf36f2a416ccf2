// What is answered to a client that wants to know whether it is heard.

import type { Check } from "../../../suite/check.ts";
import type { Scene } from "../scene.ts";

export const check: Check<Scene> = {
  id: "acs.realtime.connection.acknowledged",
  title: "Every event that asks for an acknowledgement gets one",
  operations: ["Realtime_GetConfiguration"],
  rules: ["realtime.connection.acknowledged"],
  profile: "safe",
  people: 1,
  async run(scene) {
    await using listener = await scene.listener(scene.alice);
    const activity = { name: "user.activity", args: [{ state: "active", cv: "contract" }] };
    await listener.says(activity, { name: "ping" });
    await listener.says({ name: "ping" });
  },
};
