// The list of versions that an answer carries.

import type { Check } from "../../../suite/check.ts";
import type { Scene } from "../scene.ts";

/** A version that removes participants in another way than the one of the run. */
const others = {
  members: "2020-11-01-preview3",
  texts: "2025-03-15",
  identifiers: "2020-11-01-preview3",
} as const;

export const check: Check<Scene> = {
  id: "acs.general.versions-of-operation",
  title: "The list of versions names only those that have the operation",
  operations: ["ChatThread_RemoveChatParticipant"],
  rules: ["versions.header-per-operation"],
  profile: "safe",
  people: 2,
  async run(scene) {
    const { alice, bob, speech } = scene;
    const thread = await scene.thread([{ id: alice.id }, { id: bob.id }]);
    const removed = await scene.remove(thread, bob.id);
    const versions = removed.response.headers["api-supported-versions"] ?? "";
    const listed = versions.split(",").map((version) => version.trim());
    const other = others[speech.generation];
    scene
      .expect(removed)
      .that(
        listed.includes(alice.version.id) && !listed.includes(other),
        "The list has a version that removes participants in another way, or lacks this one.",
        `${alice.version.id} and not ${other}`,
        versions,
        "/headers/api-supported-versions",
      );
  },
};
