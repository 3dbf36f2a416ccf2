// What came before a participant.

import type { Check } from "../../../suite/check.ts";
import type { Scene } from "../scene.ts";

export const check: Check<Scene> = {
  id: "acs.messages.list.history",
  title: "Messages from before a participant shares the history are not listed to him",
  operations: ["ChatThread_AddChatParticipants", "ChatThread_ListChatMessages"],
  rules: ["messages.list.history", "participants.list.history-in-future"],
  profile: "safe",
  people: 2,
  async run(scene) {
    const { bob, speech } = scene;
    const chatThreadId = await scene.thread();
    await scene.say(chatThreadId, "before");
    const params = { chatThreadId };
    const shareHistoryTime = new Date(Date.now() + 3_600_000).toISOString();
    await scene.alice.do("ChatThread_AddChatParticipants", {
      params,
      body: speech.guests([{ id: bob.id, shareHistoryTime }]),
    });
    const page = await bob.do("ChatThread_ListChatMessages", { params });
    scene
      .expect(page)
      .that(
        !page.response.text.includes("before"),
        "A message from before is listed.",
        "nothing from before",
        page.response.body,
        "/body/value",
      );
  },
};
