// A change that changes nothing.

import type { Check } from "../../../suite/check.ts";
import type { Scene } from "../scene.ts";

export const check: Check<Scene> = {
  id: "acs.threads.update.empty",
  title: "An empty change is accepted and changes nothing",
  operations: ["ChatThread_UpdateChatThreadProperties", "ChatThread_GetChatThreadProperties"],
  rules: ["threads.update.empty"],
  profile: "safe",
  people: 1,
  async run(scene) {
    const thread = await scene.thread();
    const before = await scene.properties(thread);
    await scene.change(thread, {});
    const after = await scene.properties(thread);
    scene.expect(after).at("").is(before.response.body);
  },
};
