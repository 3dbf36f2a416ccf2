// How the first version shows messages.

import type { Check } from "../../../suite/check.ts";
import { only } from "../applies.ts";
import type { Scene } from "../scene.ts";

export const check: Check<Scene> = {
  id: "acs.messages.list.preview2-form",
  title: "Contents are strings, those of system messages in XML, and the thread is their sender",
  operations: [
    "ChatThread_ListChatMessages",
    "ChatThread_AddChatParticipants",
    "ChatThread_UpdateChatThreadProperties",
    "ChatThread_DeleteChatMessage",
  ],
  rules: [
    "messages.list.preview2-content",
    "messages.list.preview2-types",
    "messages.list.preview2-topic",
    "messages.list.preview2-joining",
    "messages.list.preview2-system-sender",
  ],
  profile: "safe",
  people: 2,
  appliesTo: only("2020-09-21-preview2"),
  async run(scene) {
    const { alice, bob } = scene;
    const chatThreadId = await scene.thread();
    const chatMessageId = await scene.say(chatThreadId, "written");
    await scene.change(chatThreadId, { topic: "Changed" });
    await scene.add(chatThreadId, { id: bob.id });
    const page = await scene.messages(chatThreadId);
    scene.expect(page).at("/value/0/type").is("ThreadActivity/AddMember");
    const joining =
      /^<addmember><eventtime>\d+<\/eventtime><initiator>.+<\/initiator><rosterVersion>\d+<\/rosterVersion>.*<target>.+<\/target>.*<detailedtargetinfo>.*<\/addmember>$/s;
    scene.expect(page).at("/value/0/content").matches(joining);
    scene.expect(page).at("/value/0/senderId").is(chatThreadId);
    scene.expect(page).at("/value/1/type").is("ThreadActivity/TopicUpdate");
    const topic =
      /^<topicupdate><eventtime>\d+<\/eventtime><initiator>.+<\/initiator><value>Changed<\/value><\/topicupdate>$/;
    scene.expect(page).at("/value/1/content").matches(topic);
    scene.expect(page).at("/value/2/type").is("Text");
    scene.expect(page).at("/value/2/content").is("written");
    scene.expect(page).at("/value/2/senderId").is(alice.id);
    await alice.do("ChatThread_DeleteChatMessage", { params: { chatThreadId, chatMessageId } });
    const after = await scene.messages(chatThreadId);
    scene.expect(after).at("/value/0/content").is("");
  },
};
