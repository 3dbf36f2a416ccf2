// Where an edited message is listed.

import type { Check } from "../../../suite/check.ts";
import type { Scene } from "../scene.ts";

export const check: Check<Scene> = {
  id: "acs.messages.list.edit-moves-to-top",
  title: "An edited message moves to the top of the list",
  operations: [
    "ChatThread_SendChatMessage",
    "ChatThread_UpdateChatMessage",
    "ChatThread_ListChatMessages",
  ],
  rules: ["messages.list.edit-moves-to-top", "messages.update.changes"],
  profile: "safe",
  people: 1,
  async run(scene) {
    const { alice, speech } = scene;
    const chatThreadId = await scene.thread();
    const chatMessageId = await scene.say(chatThreadId, "one");
    await scene.say(chatThreadId, "two");
    await alice.do("ChatThread_UpdateChatMessage", {
      params: { chatThreadId, chatMessageId },
      body: { content: "changed" },
    });
    const list = await alice.do("ChatThread_ListChatMessages", { params: { chatThreadId } });
    scene.expect(list).at("/value/0/id").is(chatMessageId);
    scene.expect(list).at(`/value/0${speech.textPointer}`).is("changed");
    scene.expect(list).at("/value/0/editedOn").isPresent();
  },
};
