// The numbers of the list of messages.

import type { Check } from "../../../suite/check.ts";
import { at } from "../../../suite/recorded.ts";
import type { Scene } from "../scene.ts";
import { list, text } from "../speech.ts";

export const check: Check<Scene> = {
  id: "acs.messages.list.sequence-descends",
  title: "The sequence ids of a list descend",
  operations: ["ChatThread_SendChatMessage", "ChatThread_ListChatMessages"],
  rules: ["messages.list.sequence-descends", "ids.sequence"],
  profile: "safe",
  people: 1,
  appliesTo: (version) => version.id !== "2020-09-21-preview2",
  async run(scene) {
    const { alice } = scene;
    const chatThreadId = await scene.thread();
    await scene.say(chatThreadId, "one");
    const page = await alice.do("ChatThread_ListChatMessages", { params: { chatThreadId } });
    const numbers = list(at(page.response.body, "/value")).map((item) =>
      Number(text(item, "sequenceId")),
    );
    const descending = [...numbers].sort((a, b) => b - a);
    const isStrict = numbers.every((number, index) => number === descending[index]);
    scene
      .expect(page)
      .that(isStrict, "The sequence ids do not descend.", descending, numbers, "/body/value");
  },
};
