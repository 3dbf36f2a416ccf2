// A receipt for nothing.

import type { Check } from "../../../suite/check.ts";
import type { Scene } from "../scene.ts";

export const check: Check<Scene> = {
  id: "acs.receipts.send.unknown-message",
  title: "A receipt for a message that does not exist is refused with 404",
  operations: ["ChatThread_SendChatReadReceipt"],
  rules: ["receipts.send.unknown-message"],
  profile: "safe",
  people: 1,
  async run(scene) {
    const chatThreadId = await scene.thread();
    const answer = await scene.alice.call("ChatThread_SendChatReadReceipt", {
      params: { chatThreadId },
      body: { chatMessageId: "1" },
    });
    scene.expect(answer).status(404);
  },
};
