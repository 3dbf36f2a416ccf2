// Somebody who comes in.

import type { Check } from "../../../suite/check.ts";
import type { Scene } from "../scene.ts";
import { expectNested, expectPeople, expectTold, rulesOfEvents, says } from "./told.ts";

export const check: Check<Scene> = {
  id: "acs.realtime.events.participants-added",
  title: "A newcomer is told to everybody in the thread, the one who added him included",
  operations: ["ChatThread_AddChatParticipants"],
  rules: rulesOfEvents,
  profile: "safe",
  people: 3,
  async run(scene) {
    const { alice, bob } = scene;
    const thread = await scene.thread([{ id: alice.id }, { id: bob.id }]);
    await using toAlice = await scene.listener(alice);
    await using toBob = await scene.listener(bob);

    await scene.add(thread, { id: scene.carol.id });
    const name = "participantsAdded";
    const isMeant = says("participantsAdded", scene.carol.id);
    for (const heard of await expectTold(scene, [toAlice, toBob], { name, thread, isMeant })) {
      expectNested(scene, heard, "addedBy", "/participantId", alice.id);
      expectPeople(scene, heard, "participantsAdded", [scene.carol]);
    }
  },
};
