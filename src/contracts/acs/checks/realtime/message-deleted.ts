// A message that is deleted.

import type { Check } from "../../../suite/check.ts";
import type { Scene } from "../scene.ts";
import { bothListening, expectTold, isOf, rulesOfEvents } from "./told.ts";

export const check: Check<Scene> = {
  id: "acs.realtime.events.message-deleted",
  title: "A deletion is told to everybody in the thread, its author included",
  operations: ["ChatThread_DeleteChatMessage"],
  rules: rulesOfEvents,
  profile: "safe",
  people: 2,
  async run(scene) {
    const { alice } = scene;
    await using both = await bothListening(scene);
    const { thread, listeners } = both;

    const message = await scene.say(thread, "Hello");
    await alice.do("ChatThread_DeleteChatMessage", {
      params: { chatThreadId: thread, chatMessageId: message },
    });
    const name = "chatMessageDeleted";
    const told = await expectTold(scene, listeners, {
      name,
      thread,
      isMeant: isOf(message),
    });
    for (const heard of told) scene.expect(heard).at("/senderId").is(alice.id);
  },
};
