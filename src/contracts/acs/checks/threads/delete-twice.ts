// Deleting a thread again.

import type { Check } from "../../../suite/check.ts";
import type { Scene } from "../scene.ts";

export const check: Check<Scene> = {
  id: "acs.threads.delete.twice",
  title: "Deleting a thread again succeeds",
  operations: ["Chat_DeleteChatThread"],
  rules: ["threads.delete.twice"],
  profile: "safe",
  people: 1,
  async run(scene) {
    const { alice } = scene;
    const chatThreadId = await scene.thread();
    await alice.do("Chat_DeleteChatThread", { params: { chatThreadId } });
    await alice.do("Chat_DeleteChatThread", { params: { chatThreadId } });
  },
};
