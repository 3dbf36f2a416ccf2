// What typing leaves behind.

import type { Check } from "../../../suite/check.ts";
import { at } from "../../../suite/recorded.ts";
import type { Scene } from "../scene.ts";

export const check: Check<Scene> = {
  id: "acs.typing.send.no-trace",
  title: "A typing notification writes no message",
  operations: ["ChatThread_SendTypingNotification", "ChatThread_ListChatMessages"],
  rules: ["typing.send.no-trace"],
  profile: "safe",
  people: 1,
  async run(scene) {
    const { alice } = scene;
    const chatThreadId = await scene.thread();
    const params = { chatThreadId };
    const before = await alice.do("ChatThread_ListChatMessages", { params });
    await alice.do("ChatThread_SendTypingNotification", { params });
    const after = await alice.do("ChatThread_ListChatMessages", { params });
    scene.expect(after).at("/value").is(at(before.response.body, "/value"));
  },
};
