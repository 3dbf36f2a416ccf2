// Somebody with two clients.

import type { Check } from "../../../suite/check.ts";
import type { Scene } from "../scene.ts";
import { hearsMark } from "./told.ts";

export const check: Check<Scene> = {
  id: "acs.realtime.events.every-endpoint",
  title: "Whoever listens with two clients is told on both",
  operations: ["ChatThread_SendChatMessage"],
  rules: ["realtime.events.audience"],
  profile: "safe",
  people: 2,
  async run(scene) {
    const { alice, bob } = scene;
    const thread = await scene.thread([{ id: alice.id }, { id: bob.id }]);
    await using phone = await scene.listener(bob);
    await using desk = await scene.listener(bob);
    const message = await scene.say(thread, "Hello");
    for (const listener of [phone, desk]) await hearsMark(listener, thread, message);
  },
};
