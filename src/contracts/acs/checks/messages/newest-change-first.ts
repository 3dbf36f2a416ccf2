// The order of the list of messages.

import type { Check } from "../../../suite/check.ts";
import type { Scene } from "../scene.ts";

export const check: Check<Scene> = {
  id: "acs.messages.list.newest-change-first",
  title: "Messages are listed by their last change, the newest first",
  operations: ["ChatThread_SendChatMessage", "ChatThread_ListChatMessages"],
  rules: ["messages.list.newest-change-first"],
  profile: "safe",
  people: 1,
  async run(scene) {
    const { alice } = scene;
    const chatThreadId = await scene.thread();
    const first = await scene.say(chatThreadId, "one");
    const second = await scene.say(chatThreadId, "two");
    const list = await alice.do("ChatThread_ListChatMessages", { params: { chatThreadId } });
    scene.expect(list).at("/value/0/id").is(second);
    scene.expect(list).at("/value/1/id").is(first);
  },
};
