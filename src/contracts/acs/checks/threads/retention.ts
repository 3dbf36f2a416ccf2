// Retention policies: given, replaced and taken away.

import type { Check } from "../../../suite/check.ts";
import type { Recorded } from "../../../suite/recorded.ts";
import { hasRetention, only } from "../applies.ts";
import type { Scene } from "../scene.ts";

const after = (days: number) => ({
  kind: "threadCreationDate",
  deleteThreadAfterDays: days,
});

const showsNone = only("2024-06-05-preview", "2025-03-15");
const showsNothing = only("2024-03-15-preview");

export const check: Check<Scene> = {
  id: "acs.threads.retention",
  title: "A retention policy is shown as it was given, replaced by another, taken away by null",
  operations: [
    "Chat_CreateChatThread",
    "ChatThread_GetChatThreadProperties",
    "ChatThread_UpdateChatThreadProperties",
  ],
  rules: [
    "threads.create.retention-shown",
    "threads.update.retention-replaces",
    "threads.update.retention-null",
    "threads.get.retention-default",
    "threads.get.retention-omitted",
  ],
  profile: "safe",
  people: 1,
  appliesTo: hasRetention,
  async run(scene) {
    const expectNone = (read: Recorded) => {
      const place = scene.expect(read).at("/retentionPolicy");
      if (showsNone(scene.alice.version)) place.is({ kind: "none" });
      if (showsNothing(scene.alice.version)) place.isAbsent();
      // How the others show it was never seen, but it is no policy that was given.
      place.isNot(after(60)).isNot(after(90));
    };
    expectNone(await scene.properties(await scene.thread()));
    const thread = await scene.thread([], { retentionPolicy: after(60) });
    const given = await scene.properties(thread);
    scene.expect(given).at("/retentionPolicy").is(after(60));
    await scene.change(thread, { retentionPolicy: after(90) });
    const replaced = await scene.properties(thread);
    scene.expect(replaced).at("/retentionPolicy").is(after(90));
    await scene.change(thread, { retentionPolicy: null });
    expectNone(await scene.properties(thread));
  },
};
