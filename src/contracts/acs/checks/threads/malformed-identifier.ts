// A participant that is no identifier.

import type { Check } from "../../../suite/check.ts";
import type { Scene } from "../scene.ts";

export const check: Check<Scene> = {
  id: "acs.threads.create.malformed-identifier",
  title: "One malformed participant refuses the whole creation and is named",
  operations: ["Chat_CreateChatThread"],
  rules: ["threads.create.malformed-identifier"],
  profile: "safe",
  people: 2,
  async run(scene) {
    const guests = [{ id: scene.bob.id }, { id: "8:nobody" }];
    const answer = await scene.alice.call("Chat_CreateChatThread", scene.creation(guests));
    scene.expect(answer).status(400);
    const { text } = answer.response;
    scene
      .expect(answer)
      .that(
        text.includes("Identifier format is invalid (8:nobody)."),
        "The error does not name the identifier.",
        "Identifier format is invalid (8:nobody).",
        text,
      );
  },
};
