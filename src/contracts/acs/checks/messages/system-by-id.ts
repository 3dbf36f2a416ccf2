// System messages on their own.

import type { Check } from "../../../suite/check.ts";
import { at } from "../../../suite/recorded.ts";
import type { Scene } from "../scene.ts";
import { text } from "../speech.ts";

export const check: Check<Scene> = {
  id: "acs.messages.get.system",
  title: "A system message can be read by its id and reads as in the list",
  operations: ["ChatThread_GetChatMessage", "ChatThread_ListChatMessages"],
  rules: ["messages.get.system", "messages.list.system-listed"],
  profile: "safe",
  people: 1,
  async run(scene) {
    const thread = await scene.thread();
    const page = await scene.messages(thread);
    const listed = at(page.response.body, "/value/0");
    const read = await scene.read(thread, text(listed, "id") ?? "");
    scene.expect(read).at("").is(listed);
  },
};
