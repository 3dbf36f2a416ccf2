// Creating a thread without a topic.

import type { Check } from "../../../suite/check.ts";
import type { Scene } from "../scene.ts";

export const check: Check<Scene> = {
  id: "acs.threads.create.topic-required",
  title: "A thread cannot be made without a topic",
  operations: ["Chat_CreateChatThread"],
  rules: ["threads.create.topic-required"],
  profile: "safe",
  people: 1,
  async run(scene) {
    const answer = await scene.alice.call("Chat_CreateChatThread", {
      body: scene.speech.guests([{ id: scene.alice.id }]),
      headers: scene.repeatKey(),
    });
    scene.expect(answer).refused();
  },
};
