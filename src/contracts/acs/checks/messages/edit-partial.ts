// An edit that leaves the content alone.

import type { Check } from "../../../suite/check.ts";
import { having } from "../applies.ts";
import type { Scene } from "../scene.ts";

export const check: Check<Scene> = {
  id: "acs.messages.update.partial",
  title: "A content that is not sent stays as it is",
  operations: ["ChatThread_UpdateChatMessage", "ChatThread_GetChatMessage"],
  rules: ["messages.update.partial"],
  profile: "safe",
  people: 1,
  appliesTo: having("UpdateChatMessageRequest", "metadata"),
  async run(scene) {
    const thread = await scene.thread();
    const id = await scene.say(thread, "stays");
    await scene.edit(thread, id, { metadata: { key: "value" } });
    const read = await scene.read(thread, id);
    scene.expect(read).at("/content/message").is("stays");
    scene.expect(read).at("/metadata/key").is("value");
  },
};
