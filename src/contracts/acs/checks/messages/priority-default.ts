// The priority of messages, which the first version shows.

import type { Check } from "../../../suite/check.ts";
import { only } from "../applies.ts";
import type { Scene } from "../scene.ts";

export const check: Check<Scene> = {
  id: "acs.messages.send.priority-default",
  title: "A message without a priority has the priority Normal, and no sequenceId",
  operations: ["ChatThread_SendChatMessage", "ChatThread_GetChatMessage"],
  rules: ["messages.send.priority-default", "messages.list.preview2-no-sequence"],
  profile: "safe",
  people: 1,
  appliesTo: only("2020-09-21-preview2"),
  async run(scene) {
    const thread = await scene.thread();
    const read = await scene.read(thread, await scene.say(thread, "Hello"));
    scene.expect(read).at("/priority").is("Normal");
    scene.expect(read).at("/sequenceId").isAbsent();
  },
};
