// Somebody who types.

import type { Check } from "../../../suite/check.ts";
import type { Scene } from "../scene.ts";
import { bothListening, expectTold, rulesOfEvents } from "./told.ts";

export const check: Check<Scene> = {
  id: "acs.realtime.events.typing",
  title: "Typing is told to everybody in the thread, the one who types included",
  operations: ["ChatThread_SendTypingNotification"],
  rules: rulesOfEvents,
  profile: "safe",
  people: 2,
  async run(scene) {
    const { alice } = scene;
    await using both = await bothListening(scene);
    const { thread, listeners } = both;

    await alice.do("ChatThread_SendTypingNotification", { params: { chatThreadId: thread } });
    const name = "typingIndicatorReceived";
    const told = await expectTold(scene, listeners, { name, thread });
    for (const heard of told) scene.expect(heard).at("/senderId").is(alice.id);
  },
};
