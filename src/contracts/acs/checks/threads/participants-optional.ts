// Creating a thread with nobody else.

import type { Check } from "../../../suite/check.ts";
import { from } from "../applies.ts";
import type { Scene } from "../scene.ts";

export const check: Check<Scene> = {
  id: "acs.threads.create.participants-optional",
  title: "A thread can be made without participants, whether the list is empty or absent",
  operations: ["Chat_CreateChatThread", "ChatThread_ListChatParticipants"],
  rules: ["threads.create.participants-optional"],
  profile: "safe",
  people: 1,
  appliesTo: from("2021-03-07"),
  async run(scene) {
    for (const more of [{}, { participants: [] }]) {
      const made = await scene.alice.do("Chat_CreateChatThread", {
        body: { topic: "Contract", ...more },
        headers: scene.repeatKey(),
      });
      const page = await scene.participants(scene.threadId(made));
      scene.expect(page).at("/value").hasLength(1);
    }
  },
};
