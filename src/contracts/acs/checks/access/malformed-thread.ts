// What is said of a thread whose id is none.

import type { Check } from "../../../suite/check.ts";
import { chatErrors } from "../../errors.ts";
import type { Scene } from "../scene.ts";
import { expectError } from "./errors.ts";

export const check: Check<Scene> = {
  id: "acs.access.malformed-thread",
  title: "The error for a malformed thread id has a code and no message",
  operations: ["Chat_DeleteChatThread"],
  rules: ["access.malformed-thread", "threads.delete.malformed-id"],
  profile: "safe",
  people: 1,
  async run(scene) {
    const answer = await scene.alice.call("Chat_DeleteChatThread", {
      params: { chatThreadId: "not-a-thread" },
    });
    expectError(scene, answer, chatErrors.malformedThreadId);
  },
};
