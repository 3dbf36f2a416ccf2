// Creating a thread twice with one key.

import type { Check } from "../../../suite/check.ts";
import type { Scene } from "../scene.ts";

export const check: Check<Scene> = {
  id: "acs.threads.create.repeat-same-thread",
  title: "The same repeatability id makes the same thread",
  operations: ["Chat_CreateChatThread"],
  rules: [
    "threads.create.repeat-same-thread",
    "threads.create.repeat-ignores-body",
    "threads.create.repeat-id-is-text",
  ],
  profile: "safe",
  people: 1,
  appliesTo: ({ operations }) =>
    operations["Chat_CreateChatThread"]?.repeatabilityHeader !== undefined,
  async run(scene) {
    const { alice, speech } = scene;
    const made = await scene.createThread();
    const header = speech.repeatHeader ?? "";
    const key = made.request.headers[header] ?? "";
    const again = await alice.do("Chat_CreateChatThread", {
      body: { topic: "Another", ...speech.guests([]) },
      headers: { [header]: key },
    });
    scene
      .expect(again)
      .that(
        scene.threadId(again) === scene.threadId(made),
        "Another thread was made.",
        scene.threadId(made),
        scene.threadId(again),
      );
  },
};
