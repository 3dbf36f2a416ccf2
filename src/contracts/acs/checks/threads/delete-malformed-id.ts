// Deleting what is no thread.

import type { Check } from "../../../suite/check.ts";
import { at } from "../../../suite/recorded.ts";
import type { Scene } from "../scene.ts";

export const check: Check<Scene> = {
  id: "acs.threads.delete.malformed-id",
  title: "Deleting a thread with a malformed id is refused with the code alone",
  operations: ["Chat_DeleteChatThread"],
  rules: ["threads.delete.malformed-id", "access.malformed-thread"],
  profile: "safe",
  people: 1,
  async run(scene) {
    const answer = await scene.alice.call("Chat_DeleteChatThread", {
      params: { chatThreadId: "not-a-thread" },
    });
    scene.expect(answer).status(400);
    const { body } = answer.response;
    const roots = ["/CommunicationError", "/Error", "/error", ""];
    const root = roots.find((name) => at(body, name) !== undefined) ?? "";
    const code = at(body, `${root}/Code`) ?? at(body, `${root}/code`);
    const message = at(body, `${root}/Message`) ?? at(body, `${root}/message`);
    scene.expect(answer).that(code === "BadRequest", "The code differs.", "BadRequest", code);
    scene.expect(answer).that(message === undefined, "There is a message.", undefined, message);
  },
};
