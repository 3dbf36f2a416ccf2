// Removing what is no identifier.

import type { Check } from "../../../suite/check.ts";
import type { Scene } from "../scene.ts";

export const check: Check<Scene> = {
  id: "acs.participants.remove.malformed-identifier",
  title: "Removing a malformed identifier is refused and names it",
  operations: ["ChatThread_RemoveChatParticipant"],
  rules: ["participants.remove.malformed-identifier"],
  profile: "safe",
  people: 1,
  async run(scene) {
    const { params, ...body } = scene.speech.removal("8:nobody");
    const answer = await scene.alice.call("ChatThread_RemoveChatParticipant", {
      params: { chatThreadId: await scene.thread(), ...params },
      ...body,
    });
    scene.expect(answer).status(400);
    const says = "Identifier format is invalid (8:nobody).";
    const { text } = answer.response;
    scene
      .expect(answer)
      .that(text.includes(says), "The error does not name the identifier.", says, text);
  },
};
