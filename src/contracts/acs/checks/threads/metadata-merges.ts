// How a change of a thread changes its metadata.

import type { Check } from "../../../suite/check.ts";
import { hasThreadMetadata } from "../applies.ts";
import type { Scene } from "../scene.ts";

export const check: Check<Scene> = {
  id: "acs.threads.update.metadata-merges",
  title: "Metadata of a change is merged key by key into that of the thread",
  operations: ["ChatThread_UpdateChatThreadProperties", "ChatThread_GetChatThreadProperties"],
  rules: ["threads.update.metadata-merges"],
  profile: "safe",
  people: 1,
  appliesTo: hasThreadMetadata,
  async run(scene) {
    const thread = await scene.thread([], { metadata: { keep: "1", change: "1" } });
    await scene.change(thread, { metadata: { change: "2", add: "3" } });
    const read = await scene.properties(thread);
    scene.expect(read).at("/metadata").is({ keep: "1", change: "2", add: "3" });
  },
};
