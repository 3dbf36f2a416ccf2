// The body of a typing notification.

import type { Check } from "../../../suite/check.ts";
import { from } from "../applies.ts";
import type { Scene } from "../scene.ts";

export const check: Check<Scene> = {
  id: "acs.typing.send.body-optional",
  title: "A typing notification may have no body, an empty one, or one that names the sender",
  operations: ["ChatThread_SendTypingNotification"],
  rules: ["typing.send.body-optional", "typing.send.ok"],
  profile: "safe",
  people: 1,
  appliesTo: from("2021-04-05-preview6"),
  async run(scene) {
    const params = { chatThreadId: await scene.thread() };
    for (const input of [{}, { body: {} }, { body: { senderDisplayName: "Alice" } }]) {
      const answer = await scene.alice.do("ChatThread_SendTypingNotification", {
        params,
        ...input,
      });
      scene.expect(answer).empty();
    }
  },
};
