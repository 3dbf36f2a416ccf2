// What an edit changes, and what it leaves.

import type { Check } from "../../../suite/check.ts";
import { at } from "../../../suite/recorded.ts";
import type { Scene } from "../scene.ts";

export const check: Check<Scene> = {
  id: "acs.messages.update.keeps",
  title: "An edit changes the content, the numbers and `editedOn`, and nothing else",
  operations: [
    "ChatThread_SendChatMessage",
    "ChatThread_UpdateChatMessage",
    "ChatThread_GetChatMessage",
  ],
  rules: ["messages.update.changes", "messages.update.keeps"],
  profile: "safe",
  people: 1,
  async run(scene) {
    const { textPointer } = scene.speech;
    const thread = await scene.thread();
    const id = await scene.say(thread, "one", scene.alice, { senderDisplayName: "Alice" });
    const before = await scene.read(thread, id);
    await scene.edit(thread, id, { content: "two" });
    const after = await scene.read(thread, id);
    scene.expect(before).at("/editedOn").isAbsent();
    scene.expect(after).at("/editedOn").isPresent();
    scene.expect(after).at(textPointer).is("two");
    scene.expect(after).at("/version").isNot(at(before.response.body, "/version"));
    if (scene.speech.generation !== "members") {
      scene.expect(after).at("/sequenceId").isNot(at(before.response.body, "/sequenceId"));
    }
    for (const kept of ["/id", "/type", "/createdOn", "/senderDisplayName"]) {
      scene.expect(after).at(kept).is(at(before.response.body, kept));
    }
  },
};
