// A new message.

import type { Check } from "../../../suite/check.ts";
import type { Scene } from "../scene.ts";
import { bothListening, expectTold, isOf, rulesOfEvents } from "./told.ts";

export const check: Check<Scene> = {
  id: "acs.realtime.events.message-received",
  title: "A message is told to everybody in the thread, its sender included",
  operations: ["ChatThread_SendChatMessage"],
  rules: rulesOfEvents,
  profile: "safe",
  people: 2,
  async run(scene) {
    const { alice } = scene;
    await using both = await bothListening(scene);
    const { thread, listeners } = both;

    const message = await scene.say(thread, "Hello");
    const name = "chatMessageReceived";
    const told = await expectTold(scene, listeners, {
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
