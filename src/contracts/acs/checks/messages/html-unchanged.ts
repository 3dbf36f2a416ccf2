// Messages in html.

import type { Check } from "../../../suite/check.ts";
import { from } from "../applies.ts";
import type { Scene } from "../scene.ts";

export const check: Check<Scene> = {
  id: "acs.messages.send.html-unchanged",
  title: "Plain html reads as it was sent",
  operations: ["ChatThread_SendChatMessage", "ChatThread_GetChatMessage"],
  rules: ["messages.send.html-unchanged", "messages.list.written-content"],
  profile: "safe",
  people: 1,
  appliesTo: from("2020-11-01-preview3"),
  async run(scene) {
    const thread = await scene.thread();
    const html = "<div>test</div>";
    const id = await scene.say(thread, html, scene.alice, { type: "html" });
    const read = await scene.read(thread, id);
    scene.expect(read).at("/type").is("html");
    scene.expect(read).at("/content/message").is(html);
  },
};
