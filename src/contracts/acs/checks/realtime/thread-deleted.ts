// A thread that is deleted.

import type { Check } from "../../../suite/check.ts";
import type { Scene } from "../scene.ts";
import { expectNested, expectTold, rulesOfEvents } from "./told.ts";

export const check: Check<Scene> = {
  id: "acs.realtime.events.thread-deleted",
  title: "The end of a thread is told to everybody in it, the one who deleted it included",
  operations: ["Chat_DeleteChatThread"],
  rules: rulesOfEvents,
  profile: "safe",
  people: 2,
  async run(scene) {
    const { alice, bob } = scene;
    const guests = [{ id: alice.id }, { id: bob.id }];
    const [thread, markThread] = [await scene.thread(guests), await scene.thread(guests)];
    await using toAlice = await scene.listener(alice);
    await using toBob = await scene.listener(bob);
    await alice.do("Chat_DeleteChatThread", { params: { chatThreadId: thread } });
    const happening = { name: "chatThreadDeleted", thread, markThread } as const;
    for (const heard of await expectTold(scene, [toAlice, toBob], happening)) {
      expectNested(scene, heard, "deletedBy", "/participantId", alice.id);
      scene.expect(heard).at("/reason").is("deletedByUser");
    }
  },
};
