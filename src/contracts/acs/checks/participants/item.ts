// What the list shows of a participant.

import type { Check } from "../../../suite/check.ts";
import type { Scene } from "../scene.ts";

export const check: Check<Scene> = {
  id: "acs.participants.list.item",
  title:
    "A participant is shown with his identifier, any display name, and since when he sees the history",
  operations: ["Chat_CreateChatThread", "ChatThread_ListChatParticipants"],
  rules: [
    "participants.list.item",
    "participants.list.name-omitted",
    "participants.list.history-default",
    "participants.list.history-truncated",
    "participants.list.text-ids",
    "participants.list.members-path",
    "ids.user",
  ],
  profile: "safe",
  people: 2,
  async run(scene) {
    const { alice, bob, speech } = scene;
    const shareHistoryTime = "2020-10-30T10:50:50.789Z";
    const guests = [{ id: alice.id }, { id: bob.id, displayName: "Bob", shareHistoryTime }];
    const page = await scene.participants(await scene.thread(guests));
    scene.expect(page).at(`/value/0${speech.personPointer}`).is(alice.id);
    scene
      .expect(page)
      .at(`/value/0${speech.personPointer}`)
      .matches(/^8:[a-z-]*acs:\S+_\S+$/);
    scene.expect(page).at("/value/0/displayName").isAbsent();
    scene.expect(page).at("/value/0/shareHistoryTime").is("1970-01-01T00:00:00Z");
    scene.expect(page).at(`/value/1${speech.personPointer}`).is(bob.id);
    scene.expect(page).at("/value/1/displayName").is("Bob");
    scene.expect(page).at("/value/1/shareHistoryTime").is("2020-10-30T10:50:50Z");
  },
};
