// The creator of a thread.

import type { Check } from "../../../suite/check.ts";
import type { Scene } from "../scene.ts";

export const check: Check<Scene> = {
  id: "acs.threads.create.creator-is-member",
  title: "The creator is a participant of the new thread",
  operations: ["Chat_CreateChatThread", "ChatThread_ListChatParticipants"],
  rules: ["threads.create.creator-is-member", "threads.create.listed-creator-once"],
  profile: "safe",
  people: 2,
  async run(scene) {
    const { alice, bob, speech } = scene;
    const chatThreadId = await scene.thread([{ id: alice.id }, { id: bob.id }]);
    const page = await alice.do("ChatThread_ListChatParticipants", { params: { chatThreadId } });
    scene.expect(page).at("/value").hasLength(2);
    scene.expect(page).at(`/value/0${speech.personPointer}`).is(alice.id);
    scene.expect(page).at(`/value/1${speech.personPointer}`).is(bob.id);
  },
};
