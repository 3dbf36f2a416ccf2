// Somebody who has read.

import type { Check } from "../../../suite/check.ts";
import type { Scene } from "../scene.ts";
import { expectTold, isOf, rulesOfEvents } from "./told.ts";

export const check: Check<Scene> = {
  id: "acs.realtime.events.read-receipt",
  title: "A read receipt is told to the sender of the message and to the others",
  operations: ["ChatThread_SendChatReadReceipt"],
  rules: rulesOfEvents,
  profile: "safe",
  people: 3,
  async run(scene) {
    const { alice, bob, carol } = scene;
    const thread = await scene.thread([{ id: alice.id }, { id: bob.id }, { id: carol.id }]);
    await using toAlice = await scene.listener(alice);
    await using toCarol = await scene.listener(carol);
    const message = await scene.say(thread, "read me");
    await bob.do("ChatThread_SendChatReadReceipt", {
      params: { chatThreadId: thread },
      body: { chatMessageId: message },
    });
    const name = "readReceiptReceived";
    // Whether the reader is told is not known.
    const told = await expectTold(scene, [toAlice, toCarol], {
      name,
      thread,
      isMeant: isOf(message),
    });
    for (const heard of told) {
      scene.expect(heard).at("/senderId").is(bob.id);
      scene
        .expect(heard)
        .at("/messageBody")
        .matches(new RegExp(`"consumptionhorizon":\\s*"${message};\\d+;`));
    }
  },
};
