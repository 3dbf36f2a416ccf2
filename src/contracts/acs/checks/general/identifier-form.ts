// How people are named in answers.

import type { Check } from "../../../suite/check.ts";
import { from } from "../applies.ts";
import type { Scene } from "../scene.ts";

export const check: Check<Scene> = {
  id: "acs.general.identifier-form",
  title: "An identifier has its rawId and its communicationUser, and no kind",
  operations: ["ChatThread_ListChatParticipants"],
  rules: ["ids.identifier", "ids.no-kind"],
  profile: "safe",
  people: 1,
  appliesTo: from("2021-01-27-preview4"),
  async run(scene) {
    const page = await scene.participants(await scene.thread());
    const { id } = scene.alice;
    scene.expect(page).at("/value/0/communicationIdentifier/rawId").is(id);
    scene.expect(page).at("/value/0/communicationIdentifier/communicationUser/id").is(id);
    scene.expect(page).at("/value/0/communicationIdentifier/kind").isAbsent();
  },
};
