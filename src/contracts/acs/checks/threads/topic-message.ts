// What a change of topic leaves behind.

import type { Check } from "../../../suite/check.ts";
import type { Scene } from "../scene.ts";

export const check: Check<Scene> = {
  id: "acs.threads.update.topic-message",
  title: "A change of topic is shown and adds a message",
  operations: [
    "ChatThread_UpdateChatThreadProperties",
    "ChatThread_GetChatThreadProperties",
    "ChatThread_ListChatMessages",
  ],
  rules: ["threads.update.topic-message"],
  profile: "safe",
  people: 1,
  async run(scene) {
    const { alice, speech } = scene;
    const chatThreadId = await scene.thread();
    const params = { chatThreadId };
    await alice.do("ChatThread_UpdateChatThreadProperties", { params, body: { topic: "Changed" } });
    const thread = await alice.do("ChatThread_GetChatThreadProperties", { params });
    scene.expect(thread).at("/topic").is("Changed");
    const page = await alice.do("ChatThread_ListChatMessages", { params });
    scene.expect(page).at("/value").hasLength(3);
    scene.expect(page).at("/value/0/type").is(speech.messageType("topicUpdated"));
  },
};
