// An id that is none.

import type { Check } from "../../../suite/check.ts";
import type { Scene } from "../scene.ts";

export const check: Check<Scene> = {
  id: "acs.participants.add.malformed-identifier",
  title: "One malformed participant id refuses the whole addition and is named",
  operations: ["ChatThread_AddChatParticipants"],
  rules: ["participants.add.malformed-identifier"],
  profile: "safe",
  people: 1,
  async run(scene) {
    const { alice, speech } = scene;
    const chatThreadId = await scene.thread();
    const answer = await alice.call("ChatThread_AddChatParticipants", {
      params: { chatThreadId },
      body: speech.guests([{ id: "not-a-user" }]),
    });
    scene.expect(answer).status(400);
    const says = "Identifier format is invalid (not-a-user).";
    scene
      .expect(answer)
      .that(
        answer.response.text.includes(says),
        "The error does not say which id is malformed.",
        says,
        answer.response.body,
      );
  },
};
