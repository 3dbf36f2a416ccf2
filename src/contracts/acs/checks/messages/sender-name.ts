// The display name of a sender.

import type { Check } from "../../../suite/check.ts";
import type { Scene } from "../scene.ts";

export const check: Check<Scene> = {
  id: "acs.messages.send.sender-name",
  title: "A sender's display name is shown, and reads as the empty string when he gave none",
  operations: ["ChatThread_SendChatMessage", "ChatThread_GetChatMessage"],
  rules: ["messages.send.sender-name-default"],
  profile: "safe",
  people: 1,
  async run(scene) {
    const thread = await scene.thread();
    const unnamed = await scene.read(thread, await scene.say(thread, "Hello"));
    scene.expect(unnamed).at("/senderDisplayName").is("");
    const more = { senderDisplayName: "Alice" };
    const named = await scene.read(thread, await scene.say(thread, "Hello", scene.alice, more));
    scene.expect(named).at("/senderDisplayName").is("Alice");
  },
};
