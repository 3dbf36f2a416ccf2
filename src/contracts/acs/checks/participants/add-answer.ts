// What an addition answers.

import type { Check } from "../../../suite/check.ts";
import { from } from "../applies.ts";
import type { Scene } from "../scene.ts";

export const check: Check<Scene> = {
  id: "acs.participants.add.answer",
  title:
    "An addition answers with an empty object, also of somebody who is there and keeps his name",
  operations: ["ChatThread_AddChatParticipants", "ChatThread_ListChatParticipants"],
  rules: ["participants.add.answers-empty-object", "participants.add.present-unchanged"],
  profile: "safe",
  people: 2,
  appliesTo: from("2020-11-01-preview3"),
  async run(scene) {
    const { bob } = scene;
    const thread = await scene.thread();
    const added = await scene.add(thread, { id: bob.id, displayName: "Bob" });
    scene.expect(added).at("").is({});
    const again = await scene.add(thread, { id: bob.id, displayName: "Robert" });
    scene.expect(again).at("").is({});
    const page = await scene.participants(thread);
    scene.expect(page).at("/value").hasLength(2);
    scene.expect(page).at("/value/1/displayName").is("Bob");
  },
};
