// The messaging policy, which one preview shows.

import type { Check } from "../../../suite/check.ts";
import { only } from "../applies.ts";
import type { Scene } from "../scene.ts";

export const check: Check<Scene> = {
  id: "acs.threads.get.messaging-policy",
  title: "A thread shows that it is not of text only",
  operations: ["ChatThread_GetChatThreadProperties"],
  rules: ["threads.get.messaging-policy"],
  profile: "safe",
  people: 1,
  appliesTo: only("2024-06-05-preview"),
  async run(scene) {
    const read = await scene.properties(await scene.thread());
    scene.expect(read).at("/messagingPolicy/textOnlyChat").is(false);
  },
};
