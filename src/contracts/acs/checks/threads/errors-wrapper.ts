// Where people who could not join were reported in two early versions.

import type { Check } from "../../../suite/check.ts";
import { only } from "../applies.ts";
import { nobodyOf } from "../people.ts";
import type { Scene } from "../scene.ts";

const versions = only("2020-11-01-preview3", "2021-01-27-preview4");

export const check: Check<Scene> = {
  id: "acs.threads.create.errors-wrapper",
  title: "Participants who could not be added are reported in `errors.invalidParticipants`",
  operations: ["Chat_CreateChatThread", "ChatThread_AddChatParticipants"],
  rules: ["threads.create.errors-wrapper", "participants.add.errors-wrapper"],
  profile: "safe",
  people: 1,
  appliesTo: versions,
  async run(scene) {
    const nobody = { id: nobodyOf(scene.alice.id) };
    const made = await scene.createThread([nobody]);
    scene.expect(made).at("/invalidParticipants").isAbsent();
    scene.expect(made).at("/errors/invalidParticipants").hasLength(1);
    const added = await scene.add(scene.threadId(made), nobody);
    scene.expect(added).at("/invalidParticipants").isAbsent();
    scene.expect(added).at("/errors/invalidParticipants").hasLength(1);
  },
};
