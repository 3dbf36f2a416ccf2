// What is said of a thread that does not exist.

import type { Check } from "../../../suite/check.ts";
import { chatErrors } from "../../errors.ts";
import type { Scene } from "../scene.ts";
import { expectError, UNKNOWN_THREAD } from "./errors.ts";

export const check: Check<Scene> = {
  id: "acs.access.unknown-thread",
  title: "The error for an unknown thread says that its id was not found",
  operations: ["ChatThread_GetChatThreadProperties"],
  rules: ["access.unknown-thread"],
  profile: "read-only",
  people: 1,
  async run(scene) {
    const answer = await scene.alice.call("ChatThread_GetChatThreadProperties", {
      params: { chatThreadId: UNKNOWN_THREAD },
    });
    expectError(scene, answer, chatErrors.threadUnknown);
  },
};
