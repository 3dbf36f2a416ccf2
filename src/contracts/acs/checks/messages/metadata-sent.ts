// Metadata that comes with a message.

import type { Check } from "../../../suite/check.ts";
import { having } from "../applies.ts";
import type { Scene } from "../scene.ts";

export const check: Check<Scene> = {
  id: "acs.messages.send.metadata",
  title: "Metadata that was sent is shown, empty values included",
  operations: ["ChatThread_SendChatMessage", "ChatThread_GetChatMessage"],
  rules: ["messages.send.metadata"],
  profile: "safe",
  people: 1,
  appliesTo: having("SendChatMessageRequest", "metadata"),
  async run(scene) {
    const thread = await scene.thread();
    const metadata = { tags: "tag", deliveryMode: "", "a key/with ~ signs": "ü" };
    const read = await scene.read(
      thread,
      await scene.say(thread, "Hello", scene.alice, { metadata }),
    );
    scene.expect(read).at("/metadata").is(metadata);
  },
};
