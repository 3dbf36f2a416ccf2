// Creating a thread twice with one key.

import type { Check } from "../../../suite/check.ts";
import { from } from "../applies.ts";
import type { Scene } from "../scene.ts";

export const check: Check<Scene> = {
  id: "acs.threads.create.repeat-same-thread",
  title:
    "The same repeatability id, which may be any text, answers with the same thread whatever is asked",
  operations: ["Chat_CreateChatThread"],
  rules: [
    "threads.create.repeat-same-thread",
    "threads.create.repeat-header",
    "threads.create.repeat-header-preview5",
    "threads.create.repeat-id-is-text",
    "threads.create.repeat-ignores-body",
  ],
  profile: "safe",
  people: 2,
  appliesTo: from("2020-11-01-preview3"),
  async run(scene) {
    const { alice, bob } = scene;
    const isPreview5 = alice.version.id === "2021-03-01-preview5";
    const header = isPreview5 ? "idempotency-token" : "repeatability-request-id";
    const headers = { [header]: `contract-${Object.values(scene.repeatKey())[0]}` };
    const first = await alice.do("Chat_CreateChatThread", { ...scene.creation(), headers });
    const other = scene.creation([{ id: bob.id }], { topic: "Another" });
    const again = await alice.do("Chat_CreateChatThread", { ...other, headers });
    const [expected, actual] = [scene.threadId(first), scene.threadId(again)];
    scene.expect(again).that(actual === expected, "Another thread was made.", expected, actual);
    scene.expect(again).at("/chatThread/topic").is("Contract");
    scene.expect(again).header("location").is(first.response.headers["location"]);
  },
};
