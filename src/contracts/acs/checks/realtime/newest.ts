// A client that connects anew while its old connection is still there.

import type { Check } from "../../../suite/check.ts";
import { at } from "../../../suite/recorded.ts";
import type { Scene } from "../scene.ts";
import { hearsMark } from "./told.ts";

export const check: Check<Scene> = {
  id: "acs.realtime.connection.newest",
  title: "Of the connections of one client only the newest is notified",
  operations: ["Realtime_GetConfiguration", "ChatThread_SendChatMessage"],
  rules: ["realtime.connection.newest"],
  profile: "safe",
  people: 2,
  async run(scene) {
    const { alice, bob } = scene;
    const thread = await scene.thread([{ id: alice.id }, { id: bob.id }]);
    await using old = await scene.listener(bob);
    await scene.say(thread, "before");
    await old.hears("chatMessageReceived", thread);
    await using newest = await scene.listener(bob, old.endpointId);
    const message = await scene.say(thread, "after");
    const heard = await hearsMark(newest, thread, message);
    await old.catchUp();
    const heardByOld = old.of(thread).map(({ response }) => at(response.body, "/messageId"));
    const isSilent = !heardByOld.includes(message);
    const wanted = "the message from before alone";
    scene.expect(heard).that(isSilent, "The old connection is told too.", wanted, heardByOld);
  },
};
