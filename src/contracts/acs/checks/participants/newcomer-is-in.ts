// Coming in.

import type { Check } from "../../../suite/check.ts";
import type { Scene } from "../scene.ts";

export const check: Check<Scene> = {
  id: "acs.participants.add.any-participant",
  title: "Any participant may add others, who then are in the thread",
  operations: ["ChatThread_AddChatParticipants", "ChatThread_ListChatParticipants"],
  rules: ["participants.add.any-participant", "participants.list.order"],
  profile: "safe",
  people: 3,
  async run(scene) {
    const { alice, bob, carol, speech } = scene;
    const chatThreadId = await scene.thread([{ id: alice.id }, { id: bob.id }]);
    const params = { chatThreadId };
    await bob.do("ChatThread_AddChatParticipants", {
      params,
      body: speech.guests([{ id: carol.id, displayName: "Carol" }]),
    });
    const page = await carol.do("ChatThread_ListChatParticipants", { params });
    scene.expect(page).at("/value").hasLength(3);
    scene.expect(page).at(`/value/2${speech.personPointer}`).is(carol.id);
    scene.expect(page).at("/value/2/displayName").is("Carol");
  },
};
