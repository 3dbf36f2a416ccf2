// What a creation answers.

import type { Check } from "../../../suite/check.ts";
import { from } from "../applies.ts";
import type { Scene } from "../scene.ts";

export const check: Check<Scene> = {
  id: "acs.threads.create.answer",
  title:
    "A creation answers with the thread, says where it is, and names nobody who could not join",
  operations: ["Chat_CreateChatThread"],
  rules: [
    "threads.create.answers-thread",
    "threads.create.location",
    "threads.create.no-invalid-participants",
    "threads.create.no-repeatability-result",
  ],
  profile: "safe",
  people: 2,
  appliesTo: from("2020-11-01-preview3"),
  async run(scene) {
    const made = await scene.createThread([{ id: scene.bob.id }]);
    scene.expect(made).at("/chatThread/topic").is("Contract");
    scene.expect(made).at(`/chatThread${scene.speech.creatorPointer}`).is(scene.alice.id);
    scene.expect(made).at("/chatThread/createdOn").isPresent();
    scene.expect(made).at("/invalidParticipants").isAbsent();
    scene.expect(made).at("/errors").isAbsent();
    scene.expect(made).header("repeatability-result").isAbsent();
    const path = `/chat/threads/${scene.threadId(made).replaceAll(":", "%3A")}`;
    const location = made.response.headers["location"] ?? "";
    const isThere = location.endsWith(path) && /^https?:\/\//.test(location);
    scene
      .expect(made)
      .that(isThere, "The Location is another one.", path, location, "/headers/location");
  },
};
