// Metadata of participants.

import type { Check } from "../../../suite/check.ts";
import { having } from "../applies.ts";
import type { Scene } from "../scene.ts";

export const check: Check<Scene> = {
  id: "acs.participants.list.metadata",
  title: "Metadata of a participant is shown as it was given",
  operations: ["Chat_CreateChatThread", "ChatThread_ListChatParticipants"],
  rules: ["participants.list.metadata"],
  profile: "safe",
  people: 2,
  appliesTo: having("ChatParticipant", "metadata"),
  async run(scene) {
    const metadata = { role: "guest", empty: "" };
    const thread = await scene.thread([{ id: scene.alice.id }, { id: scene.bob.id, metadata }]);
    const page = await scene.participants(thread);
    scene.expect(page).at("/value/1/metadata").is(metadata);
  },
};
