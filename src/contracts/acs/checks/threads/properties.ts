// What a thread shows.

import type { Check } from "../../../suite/check.ts";
import type { Scene } from "../scene.ts";

export const check: Check<Scene> = {
  id: "acs.threads.get.properties",
  title: "A thread shows its id, topic and creator",
  operations: ["Chat_CreateChatThread", "ChatThread_GetChatThreadProperties"],
  rules: ["threads.get.properties"],
  profile: "safe",
  people: 1,
  async run(scene) {
    const { alice, speech } = scene;
    const chatThreadId = await scene.thread();
    const thread = await alice.do("ChatThread_GetChatThreadProperties", {
      params: { chatThreadId },
    });
    scene.expect(thread).at("/id").is(chatThreadId);
    scene.expect(thread).at("/topic").is("Contract");
    scene.expect(thread).at(speech.creatorPointer).is(alice.id);
  },
};
