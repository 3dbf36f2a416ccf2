// What messages of each kind contain.

import type { Check } from "../../../suite/check.ts";
import { at } from "../../../suite/recorded.ts";
import { from } from "../applies.ts";
import type { Scene } from "../scene.ts";

export const check: Check<Scene> = {
  id: "acs.messages.list.contents",
  title:
    "Every kind of message has its content; system messages name who caused them and have no sender",
  operations: [
    "ChatThread_ListChatMessages",
    "ChatThread_AddChatParticipants",
    "ChatThread_RemoveChatParticipant",
    "ChatThread_UpdateChatThreadProperties",
    "ChatThread_SendChatMessage",
  ],
  rules: [
    "messages.list.content",
    "messages.list.written-content",
    "messages.list.topic-content",
    "messages.list.participants-content",
    "messages.list.system-has-no-sender",
    "messages.list.system-listed",
    "messages.list.text-ids",
    "participants.add.one-message",
    "participants.remove.message",
  ],
  profile: "safe",
  people: 2,
  appliesTo: from("2020-11-01-preview3"),
  async run(scene) {
    const { alice, bob, speech } = scene;
    const thread = await scene.thread();
    await scene.say(thread, "written");
    await scene.change(thread, { topic: "Changed" });
    await scene.add(thread, { id: bob.id, displayName: "Bob" });
    await scene.remove(thread, bob.id);
    const page = await scene.messages(thread);
    const expected = ["participantRemoved", "participantAdded", "topicUpdated", "text"];
    for (const [index, type] of expected.entries()) {
      scene.expect(page).at(`/value/${index}/type`).is(type);
      const content = at(page.response.body, `/value/${index}/content`);
      scene
        .expect(page)
        .that(
          typeof content === "object" && content !== null,
          "There is no content.",
          "content",
          content,
        );
    }
    for (const index of [0, 1]) {
      const participants = `/value/${index}/content/participants`;
      scene.expect(page).at(participants).hasLength(1);
      scene.expect(page).at(`${participants}/0${speech.personPointer}`).is(bob.id);
      scene.expect(page).at(`${participants}/0/displayName`).is("Bob");
      scene.expect(page).at(`${participants}/0/shareHistoryTime`).isPresent();
    }
    scene.expect(page).at("/value/2/content/topic").is("Changed");
    scene.expect(page).at("/value/3/content/message").is("written");
    scene.expect(page).at(`/value/3${speech.senderPointer}`).is(alice.id);
    for (const index of [0, 1, 2]) {
      scene.expect(page).at(`/value/${index}${speech.initiatorPointer}`).is(alice.id);
      scene.expect(page).at(`/value/${index}${speech.senderPointer}`).isAbsent();
      scene.expect(page).at(`/value/${index}/senderDisplayName`).isAbsent();
    }
  },
};
