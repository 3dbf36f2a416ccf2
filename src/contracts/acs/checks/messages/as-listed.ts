// A message alone and in the list.

import type { Check } from "../../../suite/check.ts";
import type { Scene } from "../scene.ts";

export const check: Check<Scene> = {
  id: "acs.messages.get.as-listed",
  title: "A message reads alone as it does in the list",
  operations: [
    "ChatThread_SendChatMessage",
    "ChatThread_GetChatMessage",
    "ChatThread_ListChatMessages",
  ],
  rules: ["messages.get.as-listed"],
  profile: "safe",
  people: 1,
  async run(scene) {
    const { alice } = scene;
    const chatThreadId = await scene.thread();
    const chatMessageId = await scene.say(chatThreadId, "one");
    const page = await alice.do("ChatThread_ListChatMessages", { params: { chatThreadId } });
    const alone = await alice.do("ChatThread_GetChatMessage", {
      params: { chatThreadId, chatMessageId },
    });
    scene.expect(page).at("/value/0").is(alone.response.body);
  },
};
