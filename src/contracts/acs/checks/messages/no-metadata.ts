// Metadata at versions that know none.

import type { Check } from "../../../suite/check.ts";
import { upTo } from "../applies.ts";
import type { Scene } from "../scene.ts";

export const check: Check<Scene> = {
  id: "acs.messages.list.no-metadata",
  title: "A message that a newer version sent with metadata shows none",
  operations: ["ChatThread_SendChatMessage", "ChatThread_GetChatMessage"],
  rules: ["messages.list.no-metadata"],
  profile: "safe",
  people: 1,
  appliesTo: upTo("2021-03-07"),
  async run(scene) {
    const thread = await scene.thread();
    const newer = scene.at("2025-03-15");
    const id = await newer.say(thread, "Hello", newer.alice, { metadata: { key: "value" } });
    const read = await scene.read(thread, id);
    scene.expect(read).at(scene.speech.textPointer).is("Hello");
    scene.expect(read).at("/metadata").isAbsent();
  },
};
