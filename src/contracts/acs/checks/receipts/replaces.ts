// Reading on.

import type { Check } from "../../../suite/check.ts";
import type { Scene } from "../scene.ts";

export const check: Check<Scene> = {
  id: "acs.receipts.send.replaces",
  title: "A later receipt replaces the earlier one of the same participant",
  operations: ["ChatThread_SendChatReadReceipt", "ChatThread_ListChatReadReceipts"],
  rules: [
    "receipts.send.replaces",
    "receipts.list.one-each",
    "receipts.list.own-included",
    "receipts.list.item",
  ],
  profile: "safe",
  people: 1,
  async run(scene) {
    const { alice, speech } = scene;
    const chatThreadId = await scene.thread();
    const params = { chatThreadId };
    let chatMessageId = "";
    for (const text of ["one", "two"]) {
      chatMessageId = await scene.say(chatThreadId, text);
      await alice.do("ChatThread_SendChatReadReceipt", { params, body: { chatMessageId } });
    }
    await scene.eventually(
      () => alice.do("ChatThread_ListChatReadReceipts", { params }),
      (page) => {
        scene.expect(page).at("/value").hasLength(1);
        scene.expect(page).at("/value/0/chatMessageId").is(chatMessageId);
        scene.expect(page).at(`/value/0${speech.senderPointer}`).is(alice.id);
      },
    );
  },
};
