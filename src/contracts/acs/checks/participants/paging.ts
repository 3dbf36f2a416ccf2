// The pages of participants.

import type { Check } from "../../../suite/check.ts";
import type { Scene } from "../scene.ts";
import { text } from "../speech.ts";

export const check: Check<Scene> = {
  id: "acs.participants.list.paging",
  title:
    "`skip` leaves out participants from the start, and links carry it on until a page is not full",
  operations: ["ChatThread_ListChatParticipants"],
  rules: [
    "participants.list.link",
    "participants.list.skip",
    "participants.list.short-page-ends",
    "participants.list.order",
  ],
  profile: "safe",
  people: 3,
  async run(scene) {
    const { alice, bob, carol, speech } = scene;
    const thread = await scene.thread([alice, bob, carol].map(({ id }) => ({ id })));
    const page = await scene.participants(thread, { maxPageSize: "2" });
    scene.expect(page).at("/value").hasLength(2);
    const link = text(page.response.body, "nextLink") ?? "";
    const isThere = /^https?:\/\//.test(link) && link.includes(`/chat/threads/${thread}/`);
    scene.expect(page).that(isThere, "The link leads elsewhere.", thread, link, "/body/nextLink");
    const { searchParams } = new URL(link);
    const wanted = { skip: "2", maxPageSize: "2", "api-version": alice.version.id };
    for (const [name, value] of Object.entries(wanted)) {
      const actual = searchParams.get(name);
      scene
        .expect(page)
        .that(actual === value, `The link has another ${name}.`, value, actual, "/body/nextLink");
    }
    const last = await alice.get(link);
    scene.expect(last).status(200);
    scene.expect(last).at("/value").hasLength(1);
    scene.expect(last).at(`/value/0${speech.personPointer}`).is(carol.id);
    scene.expect(last).at("/nextLink").isAbsent();
    const skipped = await scene.participants(thread, { skip: "1" });
    scene.expect(skipped).at("/value").hasLength(2);
    scene.expect(skipped).at(`/value/0${speech.personPointer}`).is(bob.id);
    scene.expect(skipped).at("/nextLink").isAbsent();
  },
};
