// Paging through messages.

import { isDeepStrictEqual } from "node:util";
import type { Check } from "../../../suite/check.ts";
import { at } from "../../../suite/recorded.ts";
import type { Scene } from "../scene.ts";
import { list, text } from "../speech.ts";

export const check: Check<Scene> = {
  id: "acs.messages.list.pages-hold-all",
  title: "Following the links of small pages shows every message once",
  operations: ["ChatThread_SendChatMessage", "ChatThread_ListChatMessages"],
  rules: [
    "messages.list.next-page",
    "messages.list.full-page-links",
    "messages.list.short-page-ends",
    "paths.links",
  ],
  profile: "safe",
  people: 1,
  async run(scene) {
    const { alice } = scene;
    const chatThreadId = await scene.thread();
    const sent: string[] = [];
    for (const text of ["one", "two", "three", "four", "five"]) {
      sent.unshift(await scene.say(chatThreadId, text));
    }
    let page = await alice.do("ChatThread_ListChatMessages", {
      params: { chatThreadId },
      query: { maxPageSize: "2" },
    });
    const seen: string[] = [];
    for (let pages = 1; ; pages += 1) {
      seen.push(...list(at(page.response.body, "/value")).map((item) => text(item, "id") ?? ""));
      const next = text(page.response.body, "nextLink");
      if (next === undefined || pages > 10) break;
      page = await alice.get(next);
      scene.expect(page).status(200);
    }
    scene
      .expect(page)
      .that(
        isDeepStrictEqual(seen.slice(0, sent.length), sent) && new Set(seen).size === seen.length,
        "The pages do not show every message once, the newest first.",
        sent,
        seen,
        "/body/value",
      );
  },
};
