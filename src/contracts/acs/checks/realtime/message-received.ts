// A new message.

import type { Check } from "../../../suite/check.ts";
import type { Scene } from "../scene.ts";
import { expectTold, isOf, rulesOfEvents } from "./told.ts";

export const check: Check<Scene> = {
  id: "acs.realtime.events.message-received",
  title: "A message is told to everybody in the thread, its sender included",
  operations: ["ChatThread_SendChatMessage"],
  rules: rulesOfEvents,
  profile: "safe",
  people: 2,
  async run(scene) {
    const { alice, bob } = scene;
    const thread = await scene.thread([{ id: alice.id }, { id: bob.id }]);
    await using toAlice = await scene.listener(alice);
    await using toBob = await scene.listener(bob);

    const message = await scene.say(thread, "Hello");
    const name = "chatMessageReceived";
    const told = await expectTold(scene, [toAlice, toBob], {
      name,
      thread,
      isMeant: isOf(message),
    });
    for (const heard of told) {
      scene.expect(heard).at("/senderId").is(alice.id);
      scene.expect(heard).at("/messageType").is("Text");
      scene.expect(heard).at("/messageBody").is("Hello");
    }
  },
};
