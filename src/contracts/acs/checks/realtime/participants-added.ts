// Somebody who comes in.

import type { Check } from "../../../suite/check.ts";
import type { Scene } from "../scene.ts";
import {
  bothListening,
  expectNested,
  expectPeople,
  expectTold,
  rulesOfEvents,
  says,
} from "./told.ts";

export const check: Check<Scene> = {
  id: "acs.realtime.events.participants-added",
  title: "A newcomer is told to everybody in the thread, the one who added him included",
  operations: ["ChatThread_AddChatParticipants"],
  rules: rulesOfEvents,
  profile: "safe",
  people: 3,
  async run(scene) {
    const { alice } = scene;
    await using both = await bothListening(scene);
    const { thread, listeners } = both;

    await scene.add(thread, { id: scene.carol.id });
    const name = "participantsAdded";
    const isMeant = says("participantsAdded", scene.carol.id);
    for (const heard of await expectTold(scene, listeners, { name, thread, isMeant })) {
      expectNested(scene, heard, "addedBy", "/participantId", alice.id);
      expectPeople(scene, heard, "participantsAdded", [scene.carol]);
    }
  },
};
