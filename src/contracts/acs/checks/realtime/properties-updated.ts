// A thread that is changed.

import type { Check } from "../../../suite/check.ts";
import type { Scene } from "../scene.ts";
import { expectNested, expectTold, rulesOfEvents, says } from "./told.ts";

export const check: Check<Scene> = {
  id: "acs.realtime.events.properties-updated",
  title: "A new topic is told to everybody in the thread, the one who gave it included",
  operations: ["ChatThread_UpdateChatThreadProperties"],
  rules: rulesOfEvents,
  profile: "safe",
  people: 2,
  async run(scene) {
    const { alice, bob } = scene;
    const thread = await scene.thread([{ id: alice.id }, { id: bob.id }]);
    await using toAlice = await scene.listener(alice);
    await using toBob = await scene.listener(bob);

    await scene.change(thread, { topic: "Changed" });
    const name = "chatThreadPropertiesUpdated";
    const happening = { name, thread, isMeant: says("properties", "Changed") } as const;
    for (const heard of await expectTold(scene, [toAlice, toBob], happening)) {
      expectNested(scene, heard, "editedBy", "/participantId", alice.id);
      expectNested(scene, heard, "properties", "/topic", "Changed");
    }
  },
};
