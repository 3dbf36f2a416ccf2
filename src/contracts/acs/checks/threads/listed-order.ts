// A creator who lists himself.

import { isDeepStrictEqual } from "node:util";
import type { Check } from "../../../suite/check.ts";
import { at } from "../../../suite/recorded.ts";
import type { Scene } from "../scene.ts";

export const check: Check<Scene> = {
  id: "acs.threads.create.listed-order",
  title: "Listed participants keep their order, and a creator among them is there once",
  operations: ["Chat_CreateChatThread", "ChatThread_ListChatParticipants"],
  rules: [
    "threads.create.listed-order",
    "threads.create.listed-creator-once",
    "participants.list.order",
  ],
  profile: "safe",
  people: 3,
  async run(scene) {
    const { alice, bob, carol, speech } = scene;
    const ids = [bob.id, alice.id, carol.id];
    const page = await scene.participants(await scene.thread(ids.map((id) => ({ id }))));
    const listed = scene.items(page).map((item) => at(item, speech.personPointer));
    scene
      .expect(page)
      .that(
        isDeepStrictEqual(listed, ids),
        "The order is another one.",
        ids,
        listed,
        "/body/value",
      );
  },
};
