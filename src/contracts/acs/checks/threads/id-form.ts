// The form of new ids.

import type { Check } from "../../../suite/check.ts";
import type { Scene } from "../scene.ts";

export const check: Check<Scene> = {
  id: "acs.threads.create.id-form",
  title: "The id of a new thread has the form `19:acsV1_<base64url>1@thread.v2`",
  operations: ["Chat_CreateChatThread"],
  rules: ["ids.thread-2025", "ids.thread"],
  profile: "safe",
  people: 1,
  async run(scene) {
    const made = await scene.createThread();
    const id = scene.threadId(made);
    const isNew = /^19:acsV1_[A-Za-z0-9_-]+1@thread\.v2$/.test(id);
    scene.expect(made).that(isNew, "The id has another form.", "19:acsV1_…1@thread.v2", id);
  },
};
