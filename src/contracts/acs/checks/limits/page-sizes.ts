// How much a page holds.

import type { Check } from "../../../suite/check.ts";
import type { Scene } from "../scene.ts";

export const checks: readonly Check<Scene>[] = [
  {
    id: "acs.threads.list.page-of-100",
    title: "Without a page size a page has up to 100 threads, and a link to more",
    operations: ["Chat_ListChatThreads", "Chat_CreateChatThread"],
    rules: ["threads.list.page-of-100"],
    profile: "full",
    isOnce: true,
    people: 1,
    needsKey: true,
    async run(scene) {
      const user = await scene.newcomer("chat");
      for (let made = 0; made < 101; made += 1) {
        await user.do("Chat_CreateChatThread", scene.creation());
      }
      await scene.eventually(
        async () => user.do("Chat_ListChatThreads"),
        (page) => {
          scene.expect(page).at("/value").hasLength(100);
          scene.expect(page).at("/nextLink").isPresent();
          scene
            .expect(page)
            .at("/nextLink")
            .matches(/^(?!.*maxPageSize)/);
        },
      );
    },
  },
  {
    id: "acs.messages.list.page-size-max",
    title: "A page has at most 200 messages",
    operations: ["ChatThread_ListChatMessages", "ChatThread_SendChatMessage"],
    rules: ["messages.list.page-size-max"],
    profile: "full",
    isOnce: true,
    people: 1,
    async run(scene) {
      const chatThreadId = await scene.thread();
      for (let sent = 0; sent < 201; sent += 1) await scene.say(chatThreadId, "Hello");
      const page = await scene.alice.call("ChatThread_ListChatMessages", {
        params: { chatThreadId },
        query: { maxPageSize: "1000" },
      });
      const { length } = scene.items(page);
      const isWithin = page.response.status === 400 || (length > 0 && length <= 200);
      scene
        .expect(page)
        .that(isWithin, "The page is larger.", "200 at most", length, "/body/value");
    },
  },
];
