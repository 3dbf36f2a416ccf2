// The media type of a change.

import type { Check } from "../../../suite/check.ts";
import type { Scene } from "../scene.ts";

export const check: Check<Scene> = {
  id: "acs.general.media-types",
  title: "A change is accepted as application/json and as application/merge-patch+json",
  operations: ["ChatThread_UpdateChatThreadProperties"],
  rules: ["requests.media-types"],
  profile: "safe",
  people: 1,
  async run(scene) {
    const chatThreadId = await scene.thread();
    for (const type of ["application/json", "application/merge-patch+json"]) {
      await scene.alice.do("ChatThread_UpdateChatThreadProperties", {
        params: { chatThreadId },
        body: { topic: type },
        headers: { "content-type": type },
      });
      const read = await scene.properties(chatThreadId);
      scene.expect(read).at("/topic").is(type);
    }
  },
};
