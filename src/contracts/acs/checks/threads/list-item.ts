// What the list shows of a thread.

import type { Check } from "../../../suite/check.ts";
import type { Scene } from "../scene.ts";

export const check: Check<Scene> = {
  id: "acs.threads.list.item",
  title:
    "The list shows the id, the topic and the last activity of a thread, and whether it was deleted",
  operations: ["Chat_ListChatThreads", "Chat_DeleteChatThread"],
  rules: ["threads.list.item", "threads.list.deleted-stay", "threads.list.item-preview2"],
  profile: "safe",
  people: 1,
  async run(scene) {
    const { alice, speech } = scene;
    const chatThreadId = await scene.thread();
    const find = async () => scene.findThread(chatThreadId);
    await scene.eventually(find, (page) => {
      const item = scene.itemOf(page, chatThreadId);
      scene.expect(page).at(`${item}/topic`).is("Contract");
      if (speech.generation === "members") scene.expect(page).at(`${item}/isDeleted`).is(false);
      else scene.expect(page).at(`${item}/lastMessageReceivedOn`).isPresent();
    });
    await alice.do("Chat_DeleteChatThread", { params: { chatThreadId } });
    await scene.eventually(find, (page) => {
      const item = scene.itemOf(page, chatThreadId);
      if (speech.generation === "members") scene.expect(page).at(`${item}/isDeleted`).is(true);
      else scene.expect(page).at(`${item}/deletedOn`).isPresent();
    });
  },
};
