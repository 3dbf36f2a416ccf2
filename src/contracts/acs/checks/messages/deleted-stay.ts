// What is left of a deleted message.

import type { Check } from "../../../suite/check.ts";
import type { Scene } from "../scene.ts";

export const check: Check<Scene> = {
  id: "acs.messages.list.deleted-stay",
  title: "A deleted message stays in the list, with `deletedOn` and without its text",
  operations: [
    "ChatThread_SendChatMessage",
    "ChatThread_DeleteChatMessage",
    "ChatThread_ListChatMessages",
  ],
  rules: ["messages.list.deleted-stay"],
  profile: "safe",
  people: 1,
  async run(scene) {
    const { alice } = scene;
    const chatThreadId = await scene.thread();
    const chatMessageId = await scene.say(chatThreadId, "soon gone");
    await alice.do("ChatThread_DeleteChatMessage", { params: { chatThreadId, chatMessageId } });
    const list = await alice.do("ChatThread_ListChatMessages", { params: { chatThreadId } });
    scene.expect(list).at("/value/0/id").is(chatMessageId);
    scene.expect(list).at("/value/0/deletedOn").isPresent();
    scene
      .expect(list)
      .that(
        !list.response.text.includes("soon gone"),
        "The text of a deleted message is still there.",
        "no text",
        "soon gone",
        "/body/value/0/content",
      );
  },
};
