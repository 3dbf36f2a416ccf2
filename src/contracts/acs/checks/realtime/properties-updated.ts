// A thread that is changed.

import type { Check } from "../../../suite/check.ts";
import type { Scene } from "../scene.ts";
import { bothListening, expectNested, expectTold, rulesOfEvents, says } from "./told.ts";

export const check: Check<Scene> = {
  id: "acs.realtime.events.properties-updated",
  title: "A new topic is told to everybody in the thread, the one who gave it included",
  operations: ["ChatThread_UpdateChatThreadProperties"],
  rules: rulesOfEvents,
  profile: "safe",
  people: 2,
  async run(scene) {
    const { alice } = scene;
    await using both = await bothListening(scene);
    const { thread, listeners } = both;

    await scene.change(thread, { topic: "Changed" });
    const name = "chatThreadPropertiesUpdated";
    const happening = { name, thread, isMeant: says("properties", "Changed") } as const;
    for (const heard of await expectTold(scene, listeners, happening)) {
      expectNested(scene, heard, "editedBy", "/participantId", alice.id);
      expectNested(scene, heard, "properties", "/topic", "Changed");
    }
  },
};
