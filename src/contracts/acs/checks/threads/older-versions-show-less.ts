// What older versions do not know of a thread.

import type { Check } from "../../../suite/check.ts";
import type { VersionedApi } from "../../../versions.ts";
import { hasRetention, hasThreadMetadata } from "../applies.ts";
import type { Scene } from "../scene.ts";

const NEWEST = "2025-03-15";

export const check: Check<Scene> = {
  id: "acs.threads.get.older-versions-show-less",
  title: "Versions without thread metadata and retention policies do not show those of newer ones",
  operations: ["ChatThread_GetChatThreadProperties", "Chat_CreateChatThread"],
  rules: ["threads.get.older-versions-show-less"],
  profile: "safe",
  people: 1,
  appliesTo: (version: VersionedApi) => !hasThreadMetadata(version) && !hasRetention(version),
  async run(scene) {
    const newer = scene.at(NEWEST);
    const thread = await newer.thread([], {
      metadata: { key: "value" },
      retentionPolicy: { kind: "threadCreationDate", deleteThreadAfterDays: 60 },
    });
    const read = await scene.properties(thread);
    scene.expect(read).at("/topic").is("Contract");
    scene.expect(read).at("/metadata").isAbsent();
    scene.expect(read).at("/retentionPolicy").isAbsent();
  },
};
