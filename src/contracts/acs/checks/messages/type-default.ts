// Messages that do not say what they are.

import type { Check } from "../../../suite/check.ts";
import { from } from "../applies.ts";
import type { Scene } from "../scene.ts";

export const check: Check<Scene> = {
  id: "acs.messages.send.type-default",
  title: "A message without a type, or with null for one, is text",
  operations: ["ChatThread_SendChatMessage", "ChatThread_GetChatMessage"],
  rules: ["messages.send.type-default", "messages.send.type-null"],
  profile: "safe",
  people: 1,
  appliesTo: from("2020-11-01-preview3"),
  async run(scene) {
    const thread = await scene.thread();
    for (const more of [{}, { type: null }]) {
      const read = await scene.read(thread, await scene.say(thread, "Hello", scene.alice, more));
      scene.expect(read).at("/type").is("text");
    }
  },
};
