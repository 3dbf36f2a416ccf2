// Somebody who is out.

import type { Check } from "../../../suite/check.ts";
import type { Scene } from "../scene.ts";
import { expectPeople, hearsMark, sayMark } from "./told.ts";

export const check: Check<Scene> = {
  id: "acs.realtime.events.removed",
  title: "Whoever is removed is told of that, and of nothing after",
  operations: ["ChatThread_RemoveChatParticipant", "ChatThread_SendChatMessage"],
  rules: ["realtime.events.removed"],
  profile: "safe",
  people: 3,
  async run(scene) {
    const { alice, bob, carol } = scene;
    const thread = await scene.thread([{ id: alice.id }, { id: bob.id }, { id: carol.id }]);
    const shared = await scene.thread([{ id: alice.id }, { id: carol.id }]);
    await using toBob = await scene.listener(bob);
    await using toCarol = await scene.listener(carol);
    await scene.remove(thread, carol.id);
    const heard = await toCarol.hears("participantsRemoved", thread);
    expectPeople(scene, heard, "participantsRemoved", [carol]);
    await hearsMark(toBob, thread, await scene.say(thread, "among us"));
    const last = await hearsMark(toCarol, shared, await sayMark(scene, shared));
    const told = toCarol.of(thread);
    const after = told.slice(told.indexOf(heard) + 1).map(({ name }) => name);
    scene.expect(last).that(after.length === 0, "More is told to who is removed.", [], after);
  },
};
