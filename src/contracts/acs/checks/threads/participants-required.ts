// Creating a thread without a list, as it once was.

import type { Check } from "../../../suite/check.ts";
import { upTo } from "../applies.ts";
import type { Scene } from "../scene.ts";

export const check: Check<Scene> = {
  id: "acs.threads.create.participants-required",
  title: "A thread cannot be made without a list of participants",
  operations: ["Chat_CreateChatThread"],
  rules: ["threads.create.participants-required"],
  profile: "safe",
  people: 1,
  appliesTo: upTo("2021-01-27-preview4"),
  async run(scene) {
    const answer = await scene.alice.call("Chat_CreateChatThread", {
      body: { topic: "Contract" },
      headers: scene.repeatKey(),
    });
    scene.expect(answer).refused();
  },
};
