// A history that begins tomorrow.

import type { Check } from "../../../suite/check.ts";
import type { Scene } from "../scene.ts";

export const check: Check<Scene> = {
  id: "acs.participants.list.history-in-future",
  title: "A `shareHistoryTime` in the future is accepted and shown",
  operations: ["ChatThread_AddChatParticipants", "ChatThread_ListChatParticipants"],
  rules: ["participants.list.history-in-future"],
  profile: "safe",
  people: 2,
  async run(scene) {
    const thread = await scene.thread();
    await scene.add(thread, { id: scene.bob.id, shareHistoryTime: "2099-01-01T00:00:00Z" });
    const page = await scene.participants(thread);
    scene.expect(page).at("/value/1/shareHistoryTime").is("2099-01-01T00:00:00Z");
  },
};
