// Somebody who types.

import type { Check } from "../../../suite/check.ts";
import type { Scene } from "../scene.ts";
import { expectTold, rulesOfEvents } from "./told.ts";

export const check: Check<Scene> = {
  id: "acs.realtime.events.typing",
  title: "Typing is told to everybody in the thread, the one who types included",
  operations: ["ChatThread_SendTypingNotification"],
  rules: rulesOfEvents,
  profile: "safe",
  people: 2,
  async run(scene) {
    const { alice, bob } = scene;
    const thread = await scene.thread([{ id: alice.id }, { id: bob.id }]);
    await using toAlice = await scene.listener(alice);
    await using toBob = await scene.listener(bob);

    await alice.do("ChatThread_SendTypingNotification", { params: { chatThreadId: thread } });
    const name = "typingIndicatorReceived";
    const told = await expectTold(scene, [toAlice, toBob], { name, thread });
    for (const heard of told) scene.expect(heard).at("/senderId").is(alice.id);
  },
};
