// A message id that is none.

import type { Check } from "../../../suite/check.ts";
import type { Scene } from "../scene.ts";

export const check: Check<Scene> = {
  id: "acs.messages.get.malformed-id",
  title: "A malformed message id is refused with 400 and names it",
  operations: ["ChatThread_GetChatMessage"],
  rules: ["messages.get.malformed-id"],
  profile: "safe",
  people: 1,
  async run(scene) {
    const chatThreadId = await scene.thread();
    const answer = await scene.alice.call("ChatThread_GetChatMessage", {
      params: { chatThreadId, chatMessageId: "not-a-message" },
    });
    scene.expect(answer).status(400);
    scene
      .expect(answer)
      .that(
        answer.response.text.includes("Value for MessageId (not-a-message) is not valid."),
        "The error does not say which id is malformed.",
        "Value for MessageId (not-a-message) is not valid.",
        answer.response.body,
      );
  },
};
