// The checks of how the chat hosts stand to each other.

import { chatHosts } from "../../hosts.ts";
import { define } from "../define.ts";

export const hostChecks = define({
  "stackexchange.hosts.own-world": {
    title: "A message of one chat host is none of another, whatever has its number there",
    operations: ["Chat_Send", "Chat_GetContent"],
    rules: ["host.own-world"],
    async run(scene) {
      const text = scene.text();
      const message = await scene.say(text);
      const params = { message };
      const here = await scene.nobody.do("Chat_GetContent", { params });
      const isHere = here.response.text.includes(text);
      scene.expect(here).that(isHere, "It is not there itself.", text, here.response.text);
      for (const host of Object.keys(chatHosts)) {
        if (host === scene.chatHost) continue;
        const there = await scene.nobody.call("Chat_GetContent", { params, host });
        const isShared = there.response.text.includes(text);
        scene.expect(there).that(!isShared, "It is there as well.", "something else", text);
      }
    },
  },
});
