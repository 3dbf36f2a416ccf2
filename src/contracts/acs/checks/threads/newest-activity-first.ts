// The order of the list of threads.

import type { Check } from "../../../suite/check.ts";
import type { Scene } from "../scene.ts";

export const check: Check<Scene> = {
  id: "acs.threads.list.newest-activity-first",
  title: "Threads are listed by their last activity, the most recent first",
  operations: ["Chat_ListChatThreads", "ChatThread_SendChatMessage"],
  rules: ["threads.list.newest-activity-first", "threads.list.messages-count", "threads.list.item"],
  profile: "safe",
  people: 1,
  async run(scene) {
    const { alice } = scene;
    const older = await scene.thread();
    const newer = await scene.thread();
    const firstIs = (id: string) =>
      scene.eventually(
        () => alice.do("Chat_ListChatThreads", { query: { maxPageSize: "2" } }),
        (page) => scene.expect(page).at("/value/0/id").is(id),
      );
    await firstIs(newer);
    await scene.say(older, "back to the top");
    await firstIs(older);
  },
};
