// The body of a removal.

import type { Check } from "../../../suite/check.ts";
import { from } from "../applies.ts";
import type { Scene } from "../scene.ts";

export const check: Check<Scene> = {
  id: "acs.participants.remove.bare-identifier",
  title: "The body of a removal is the identifier itself, with or without its rawId",
  operations: ["ChatThread_RemoveChatParticipant", "ChatThread_ListChatParticipants"],
  rules: ["participants.remove.bare-identifier", "participants.remove.no-content"],
  profile: "safe",
  people: 2,
  appliesTo: from("2021-01-27-preview4"),
  async run(scene) {
    const { id } = scene.bob;
    for (const body of [{ communicationUser: { id } }, { rawId: id, communicationUser: { id } }]) {
      const chatThreadId = await scene.thread([{ id: scene.alice.id }, { id }]);
      const params = { chatThreadId };
      await scene.alice.do("ChatThread_RemoveChatParticipant", { params, body });
      const page = await scene.participants(chatThreadId);
      scene.expect(page).at("/value").hasLength(1);
    }
  },
};
