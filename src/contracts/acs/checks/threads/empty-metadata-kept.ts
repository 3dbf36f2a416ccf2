// Metadata that is there and empty.

import type { Check } from "../../../suite/check.ts";
import { hasThreadMetadata } from "../applies.ts";
import type { Scene } from "../scene.ts";

export const check: Check<Scene> = {
  id: "acs.threads.create.empty-metadata-kept",
  title: "Empty metadata is shown as an empty object, metadata that was never set not at all",
  operations: ["Chat_CreateChatThread", "ChatThread_GetChatThreadProperties"],
  rules: ["threads.create.empty-metadata-kept", "threads.get.metadata-absent"],
  profile: "safe",
  people: 1,
  appliesTo: hasThreadMetadata,
  async run(scene) {
    const empty = await scene.properties(await scene.thread([], { metadata: {} }));
    scene.expect(empty).at("/metadata").is({});
    const without = await scene.properties(await scene.thread());
    scene.expect(without).at("/metadata").isAbsent();
  },
};
