// What the list of receipts shows.

import type { Check } from "../../../suite/check.ts";
import { at } from "../../../suite/recorded.ts";
import type { Scene } from "../scene.ts";

export const check: Check<Scene> = {
  id: "acs.receipts.list.one-each",
  title: "Everybody who sent receipts has one, his latest, the caller himself included",
  operations: ["ChatThread_SendChatReadReceipt", "ChatThread_ListChatReadReceipts"],
  rules: [
    "receipts.send.replaces",
    "receipts.list.one-each",
    "receipts.list.own-included",
    "receipts.list.item",
    "receipts.list.text-ids",
    "receipts.list.last-page-has-no-link",
  ],
  profile: "safe",
  people: 2,
  async run(scene) {
    const { alice, bob, speech } = scene;
    const chatThreadId = await scene.thread([{ id: alice.id }, { id: bob.id }]);
    const params = { chatThreadId };
    const first = await scene.say(chatThreadId, "one");
    const second = await scene.say(chatThreadId, "two");
    const read = async (by: typeof alice, chatMessageId: string) =>
      by.do("ChatThread_SendChatReadReceipt", { params, body: { chatMessageId } });
    await read(alice, first);
    await read(alice, second);
    await read(bob, first);
    const query = { maxPageSize: "2" };
    const ask = async () => alice.do("ChatThread_ListChatReadReceipts", { params, query });
    await scene.eventually(ask, (page) => {
      scene.expect(page).at("/value").hasLength(2);
      const receipts = scene.items(page);
      for (const [person, message] of [
        [alice, second],
        [bob, first],
      ] as const) {
        const index = receipts.findIndex((item) => at(item, speech.senderPointer) === person.id);
        scene.expect(page).at(`/value/${index}/chatMessageId`).is(message);
        scene.expect(page).at(`/value/${index}/readOn`).isPresent();
      }
      scene.expect(page).at("/nextLink").isAbsent();
    });
  },
};
