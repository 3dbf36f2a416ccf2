// What a new thread begins with.

import type { Check } from "../../../suite/check.ts";
import type { Scene } from "../scene.ts";

export const check: Check<Scene> = {
  id: "acs.threads.create.two-system-messages",
  title: "A new thread begins with a message of its participants and one of its topic",
  operations: ["Chat_CreateChatThread", "ChatThread_ListChatMessages"],
  rules: [
    "threads.create.two-system-messages",
    "messages.list.system-listed",
    "messages.list.topic-content",
  ],
  profile: "safe",
  people: 1,
  async run(scene) {
    const { alice, speech } = scene;
    const chatThreadId = await scene.thread();
    const page = await alice.do("ChatThread_ListChatMessages", { params: { chatThreadId } });
    scene.expect(page).at("/value").hasLength(2);
    scene.expect(page).at("/value/0/type").is(speech.messageType("topicUpdated"));
    scene.expect(page).at("/value/1/type").is(speech.messageType("participantAdded"));
    if (speech.generation !== "members") {
      scene.expect(page).at("/value/0/content/topic").is("Contract");
      scene.expect(page).at("/value/0/sequenceId").is("2");
    }
  },
};
