// How the first versions name the creator.

import type { Check } from "../../../suite/check.ts";
import { upTo } from "../applies.ts";
import type { Scene } from "../scene.ts";

export const check: Check<Scene> = {
  id: "acs.threads.get.creator-is-text",
  title: "The creator of a thread is the plain id in `createdBy`",
  operations: ["ChatThread_GetChatThreadProperties"],
  rules: ["threads.get.creator-is-text"],
  profile: "safe",
  people: 1,
  appliesTo: upTo("2020-11-01-preview3"),
  async run(scene) {
    const read = await scene.properties(await scene.thread());
    scene.expect(read).at("/createdBy").is(scene.alice.id);
  },
};
