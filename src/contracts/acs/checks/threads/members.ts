// The members that a thread of the first version shows.

import type { Check } from "../../../suite/check.ts";
import { only } from "../applies.ts";
import type { Scene } from "../scene.ts";

export const check: Check<Scene> = {
  id: "acs.threads.get.members",
  title: "A thread shows its members",
  operations: ["ChatThread_GetChatThreadProperties"],
  rules: ["threads.get.members"],
  profile: "safe",
  people: 2,
  appliesTo: only("2020-09-21-preview2"),
  async run(scene) {
    const { alice, bob } = scene;
    const read = await scene.properties(await scene.thread([{ id: alice.id }, { id: bob.id }]));
    scene.expect(read).at("/members").hasLength(2);
    scene.expect(read).at("/members/1/id").is(bob.id);
  },
};
