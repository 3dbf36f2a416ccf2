// Being taken out.

import type { Check } from "../../../suite/check.ts";
import type { Scene } from "../scene.ts";

export const check: Check<Scene> = {
  id: "acs.participants.remove.any-participant",
  title: "Any participant may remove others, who then are out",
  operations: ["ChatThread_RemoveChatParticipant", "ChatThread_SendChatMessage"],
  rules: [
    "participants.remove.any-participant",
    "participants.remove.bare-identifier",
    "participants.remove.by-path",
  ],
  profile: "safe",
  people: 3,
  async run(scene) {
    const { alice, bob, carol, speech } = scene;
    const chatThreadId = await scene.thread([{ id: alice.id }, { id: bob.id }, { id: carol.id }]);
    const { params, ...body } = speech.removal(carol.id);
    await bob.do("ChatThread_RemoveChatParticipant", {
      params: { chatThreadId, ...params },
      ...body,
    });
    const answer = await carol.call("ChatThread_SendChatMessage", {
      params: { chatThreadId },
      body: { content: "still here?" },
    });
    scene.expect(answer).status(403);
  },
};
