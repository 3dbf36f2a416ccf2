// What the first version answers an addition with.

import type { Check } from "../../../suite/check.ts";
import { only } from "../applies.ts";
import type { Scene } from "../scene.ts";

export const check: Check<Scene> = {
  id: "acs.participants.add.statuses",
  title: "An addition answers with a status for each member, in order",
  operations: ["ChatThread_AddChatParticipants"],
  rules: ["participants.add.multi-status"],
  profile: "safe",
  people: 3,
  appliesTo: only("2020-09-21-preview2"),
  async run(scene) {
    const { bob, carol } = scene;
    const added = await scene.add(await scene.thread(), { id: bob.id }, { id: carol.id });
    scene.expect(added).at("/multipleStatus").hasLength(2);
    for (const [index, { id }] of [bob, carol].entries()) {
      scene.expect(added).at(`/multipleStatus/${index}/id`).is(id);
      scene.expect(added).at(`/multipleStatus/${index}/type`).is("ThreadMember");
    }
  },
};
