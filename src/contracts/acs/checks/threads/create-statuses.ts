// What the first version answers a creation with.

import type { Check } from "../../../suite/check.ts";
import { only } from "../applies.ts";
import type { Scene } from "../scene.ts";

export const check: Check<Scene> = {
  id: "acs.threads.create.statuses",
  title: "A creation answers with a status for each listed member in order, and one of the thread",
  operations: ["Chat_CreateChatThread"],
  rules: ["threads.create.multi-status"],
  profile: "safe",
  people: 2,
  appliesTo: only("2020-09-21-preview2"),
  async run(scene) {
    const { alice, bob } = scene;
    const made = await scene.createThread([{ id: alice.id }, { id: bob.id }]);
    scene.expect(made).at("/multipleStatus").hasLength(3);
    scene.expect(made).at("/multipleStatus/0/id").is(alice.id);
    scene.expect(made).at("/multipleStatus/0/type").is("ThreadMember");
    scene.expect(made).at("/multipleStatus/1/id").is(bob.id);
    scene.expect(made).at("/multipleStatus/2/type").is("Thread");
    scene.expect(made).header("location").isPresent();
  },
};
