// A new thread.

import type { Check } from "../../../suite/check.ts";
import type { Scene } from "../scene.ts";
import { expectNested, expectPeople, expectTold, rulesOfEvents } from "./told.ts";

export const check: Check<Scene> = {
  id: "acs.realtime.events.thread-created",
  title: "A new thread is told to everybody who is in it, its creator included",
  operations: ["Chat_CreateChatThread"],
  rules: rulesOfEvents,
  profile: "safe",
  people: 2,
  async run(scene) {
    const { alice, bob } = scene;
    await using toAlice = await scene.listener(alice);
    await using toBob = await scene.listener(bob);
    const thread = await scene.thread([{ id: alice.id }, { id: bob.id }]);
    const name = "chatThreadCreated";
    for (const heard of await expectTold(scene, [toAlice, toBob], { name, thread })) {
      expectNested(scene, heard, "createdBy", "/participantId", alice.id);
      expectNested(scene, heard, "properties", "/topic", "Contract");
      expectPeople(scene, heard, "members", [alice, bob]);
    }
  },
};
