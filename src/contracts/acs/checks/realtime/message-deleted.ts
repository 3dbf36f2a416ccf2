// A message that is deleted.

import type { Check } from "../../../suite/check.ts";
import type { Scene } from "../scene.ts";
import { expectTold, isOf, rulesOfEvents } from "./told.ts";

export const check: Check<Scene> = {
  id: "acs.realtime.events.message-deleted",
  title: "A deletion is told to everybody in the thread, its author included",
  operations: ["ChatThread_DeleteChatMessage"],
  rules: rulesOfEvents,
  profile: "safe",
  people: 2,
  async run(scene) {
    const { alice, bob } = scene;
    const thread = await scene.thread([{ id: alice.id }, { id: bob.id }]);
    await using toAlice = await scene.listener(alice);
    await using toBob = await scene.listener(bob);

    const message = await scene.say(thread, "Hello");
    await alice.do("ChatThread_DeleteChatMessage", {
      params: { chatThreadId: thread, chatMessageId: message },
    });
    const name = "chatMessageDeleted";
    const told = await expectTold(scene, [toAlice, toBob], {
      name,
      thread,
      isMeant: isOf(message),
    });
    for (const heard of told) scene.expect(heard).at("/senderId").is(alice.id);
  },
};
