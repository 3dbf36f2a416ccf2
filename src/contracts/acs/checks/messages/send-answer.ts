// What sending answers.

import type { Check } from "../../../suite/check.ts";
import type { Scene } from "../scene.ts";
import { text } from "../speech.ts";

export const check: Check<Scene> = {
  id: "acs.messages.send.answer",
  title: "Sending answers with the id of the message and where it is",
  operations: ["ChatThread_SendChatMessage"],
  rules: ["messages.send.answers-id", "messages.send.location"],
  profile: "safe",
  people: 1,
  async run(scene) {
    const chatThreadId = await scene.thread();
    const sent = await scene.alice.do("ChatThread_SendChatMessage", {
      params: { chatThreadId },
      body: { content: "Hello" },
    });
    const id = text(sent.response.body, "id") ?? "";
    scene.expect(sent).at("").is({ id });
    const path = `/chat/threads/${chatThreadId.replaceAll(":", "%3A")}/messages/${id}`;
    const location = sent.response.headers["location"] ?? "";
    scene
      .expect(sent)
      .that(
        location.endsWith(path) && /^https?:\/\//.test(location),
        "The Location is another one.",
        path,
        location,
        "/headers/location",
      );
  },
};
