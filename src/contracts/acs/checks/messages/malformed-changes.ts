// Edits and deletions of what is no message.

import type { Check } from "../../../suite/check.ts";
import type { Scene } from "../scene.ts";

export const check: Check<Scene> = {
  id: "acs.messages.malformed-changes",
  title: "Editing and deleting with a malformed id is refused and names the id",
  operations: ["ChatThread_UpdateChatMessage", "ChatThread_DeleteChatMessage"],
  rules: ["messages.update.malformed-id", "messages.delete.malformed-id"],
  profile: "safe",
  people: 1,
  async run(scene) {
    const params = { chatThreadId: await scene.thread(), chatMessageId: "nonsense" };
    const answers = [
      await scene.alice.call("ChatThread_UpdateChatMessage", { params, body: { content: "x" } }),
      await scene.alice.call("ChatThread_DeleteChatMessage", { params }),
    ];
    for (const answer of answers) {
      scene.expect(answer).status(400);
      const { text } = answer.response;
      const says = "Value for MessageId (nonsense) is not valid.";
      scene.expect(answer).that(text.includes(says), "The error does not name the id.", says, text);
    }
  },
};
