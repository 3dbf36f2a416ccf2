// Somebody who is taken out.

import type { Check } from "../../../suite/check.ts";
import type { Scene } from "../scene.ts";
import { expectNested, expectPeople, expectTold, rulesOfEvents } from "./told.ts";

export const check: Check<Scene> = {
  id: "acs.realtime.events.participants-removed",
  title: "A removal is told to everybody in the thread, the one who removed included",
  operations: ["ChatThread_RemoveChatParticipant"],
  rules: rulesOfEvents,
  profile: "safe",
  people: 3,
  async run(scene) {
    const { alice, bob, carol } = scene;
    const thread = await scene.thread([{ id: alice.id }, { id: bob.id }, { id: carol.id }]);
    await using toAlice = await scene.listener(alice);
    await using toBob = await scene.listener(bob);
    await scene.remove(thread, carol.id);
    const name = "participantsRemoved";
    for (const heard of await expectTold(scene, [toAlice, toBob], { name, thread })) {
      expectNested(scene, heard, "removedBy", "/participantId", alice.id);
      expectPeople(scene, heard, "participantsRemoved", [carol]);
    }
  },
};
