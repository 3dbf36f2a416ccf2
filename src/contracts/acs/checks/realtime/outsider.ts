// Somebody who has nothing to do with it.

import type { Check } from "../../../suite/check.ts";
import type { Scene } from "../scene.ts";
import { hearsMark, sayMark } from "./told.ts";

export const check: Check<Scene> = {
  id: "acs.realtime.events.outsider",
  title: "Whoever is not in a thread is told nothing of it",
  operations: ["ChatThread_SendChatMessage", "ChatThread_UpdateChatThreadProperties"],
  rules: ["realtime.events.audience"],
  profile: "safe",
  people: 3,
  async run(scene) {
    const { alice, bob, carol } = scene;
    const thread = await scene.thread([{ id: alice.id }, { id: bob.id }]);
    const shared = await scene.thread([{ id: alice.id }, { id: carol.id }]);
    await using toBob = await scene.listener(bob);
    await using toCarol = await scene.listener(carol);
    await scene.change(thread, { topic: "Secret" });
    await hearsMark(toBob, thread, await scene.say(thread, "among us"));
    const last = await hearsMark(toCarol, shared, await sayMark(scene, shared));
    const told = toCarol.of(thread).map(({ name }) => name);
    scene.expect(last).that(told.length === 0, "An outsider is told.", [], told);
  },
};
