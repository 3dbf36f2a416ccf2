// Typing notifications as they once were.

import type { Check } from "../../../suite/check.ts";
import { upTo } from "../applies.ts";
import type { Scene } from "../scene.ts";

export const check: Check<Scene> = {
  id: "acs.typing.send.no-body",
  title: "A typing notification has no body",
  operations: ["ChatThread_SendTypingNotification"],
  rules: ["typing.send.no-body", "typing.send.ok"],
  profile: "safe",
  people: 1,
  appliesTo: upTo("2021-03-07"),
  async run(scene) {
    const params = { chatThreadId: await scene.thread() };
    const answer = await scene.alice.do("ChatThread_SendTypingNotification", { params });
    scene.expect(answer).empty();
  },
};
