// Who may edit and delete a message.

import type { Check } from "../../../suite/check.ts";
import type { Scene } from "../scene.ts";

export const check: Check<Scene> = {
  id: "acs.messages.own-only",
  title: "Only its sender can edit or delete a message",
  operations: [
    "ChatThread_SendChatMessage",
    "ChatThread_UpdateChatMessage",
    "ChatThread_DeleteChatMessage",
  ],
  rules: ["messages.update.own-only", "messages.delete.own-only"],
  profile: "safe",
  people: 2,
  async run(scene) {
    const { bob } = scene;
    const chatThreadId = await scene.thread([{ id: bob.id }]);
    const chatMessageId = await scene.say(chatThreadId, "mine");
    const params = { chatThreadId, chatMessageId };
    const edited = await bob.call("ChatThread_UpdateChatMessage", {
      params,
      body: { content: "yours" },
    });
    scene.expect(edited).refused();
    const deleted = await bob.call("ChatThread_DeleteChatMessage", { params });
    scene.expect(deleted).refused();
  },
};
