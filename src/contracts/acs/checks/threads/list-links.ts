// The links of the list of threads.

import type { Check } from "../../../suite/check.ts";
import type { Scene } from "../scene.ts";
import { text } from "../speech.ts";

export const check: Check<Scene> = {
  id: "acs.threads.list.links",
  title:
    "The link to the next page carries the state, the page size and the version; the last page has none",
  operations: ["Chat_ListChatThreads"],
  rules: ["threads.list.link", "threads.list.link-page-size", "threads.list.last-page-has-no-link"],
  profile: "safe",
  people: 1,
  needsKey: true,
  async run(scene) {
    // Somebody new, whose list holds these two threads and nothing else.
    const user = await scene.newcomer("chat");
    for (let made = 0; made < 2; made += 1) {
      await user.do("Chat_CreateChatThread", scene.creation());
    }
    await scene.eventually(
      async () => user.do("Chat_ListChatThreads"),
      (page) => void scene.expect(page).at("/value").hasLength(2),
    );
    const page = await user.do("Chat_ListChatThreads", { query: { maxPageSize: "1" } });
    scene.expect(page).at("/value").hasLength(1);
    scene
      .expect(page)
      .at("/nextLink")
      .matches(/^https?:\/\/[^/]+\/.*[?&]syncState=[^&]+/);
    scene
      .expect(page)
      .at("/nextLink")
      .matches(/[?&]maxPageSize=1(&|$)/);
    const link = text(page.response.body, "nextLink") ?? "";
    const { searchParams } = new URL(link);
    const syncState = searchParams.get("syncState") ?? "";
    const isBase64 = /^[A-Za-z0-9+/_-]+=*$/.test(syncState);
    scene
      .expect(page)
      .that(isBase64, "The syncState is no base64.", "base64", link, "/body/nextLink");
    const version = searchParams.get("api-version");
    scene
      .expect(page)
      .that(
        version === user.version.id,
        "The link has another version.",
        user.version.id,
        version,
        "/body/nextLink",
      );
    const last = await user.get(link);
    scene.expect(last).status(200);
    scene.expect(last).at("/value").hasLength(1);
    scene.expect(last).at("/nextLink").isAbsent();
    const whole = await user.do("Chat_ListChatThreads", { query: { maxPageSize: "2" } });
    scene.expect(whole).at("/value").hasLength(2);
    scene.expect(whole).at("/nextLink").isAbsent();
  },
};
