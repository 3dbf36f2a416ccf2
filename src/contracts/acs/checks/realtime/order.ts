// Many changes.

import { isDeepStrictEqual } from "node:util";
import type { Check } from "../../../suite/check.ts";
import type { Scene } from "../scene.ts";
import { bothListening, hearsMark, isOf, sayMark } from "./told.ts";

const changes = [
  "chatMessageReceived",
  "chatMessageReceived",
  "chatMessageEdited",
  "chatMessageDeleted",
  "chatThreadPropertiesUpdated",
  "chatMessageReceived",
];

export const check: Check<Scene> = {
  id: "acs.realtime.events.order",
  title: "Several changes of a thread are told in their order, each once",
  operations: [
    "ChatThread_SendChatMessage",
    "ChatThread_UpdateChatMessage",
    "ChatThread_DeleteChatMessage",
    "ChatThread_UpdateChatThreadProperties",
  ],
  rules: ["realtime.events.order", "realtime.events.ten"],
  profile: "safe",
  people: 2,
  async run(scene) {
    const { alice, bob } = scene;
    await using both = await bothListening(scene);
    const { thread, listeners } = both;

    const first = await scene.say(thread, "one");
    await scene.say(thread, "two", bob);
    await scene.edit(thread, first, { content: "one, changed" });
    await alice.do("ChatThread_DeleteChatMessage", {
      params: { chatThreadId: thread, chatMessageId: first },
    });
    await scene.change(thread, { topic: "Changed" });
    const mark = await sayMark(scene, thread);
    for (const listener of listeners) {
      const last = await hearsMark(listener, thread, mark);
      const all = listener.of(thread);
      // The making of the thread may have caused others, before and between.
      const told = all
        .slice(all.findIndex(isOf(first)))
        .flatMap(({ name = "" }) => (changes.includes(name) ? [name] : []));
      const inOrder = isDeepStrictEqual(told, changes);
      scene.expect(last).that(inOrder, "The changes are not told as they were.", changes, told);
    }
  },
};
