// What somebody is told who is not in a thread.

import type { Check } from "../../../suite/check.ts";
import { chatErrors } from "../../errors.ts";
import type { Scene } from "../scene.ts";
import { expectError } from "./errors.ts";

export const check: Check<Scene> = {
  id: "acs.access.stranger",
  title: "Who is not in a thread is told that he has not the permission",
  operations: ["ChatThread_ListChatMessages", "ChatThread_SendChatMessage"],
  rules: ["access.stranger"],
  profile: "safe",
  people: 2,
  async run(scene) {
    const params = { chatThreadId: await scene.thread() };
    const body = { content: "Hello" };
    expectError(
      scene,
      await scene.bob.call("ChatThread_ListChatMessages", { params }),
      chatErrors.notPermitted,
    );
    expectError(
      scene,
      await scene.bob.call("ChatThread_SendChatMessage", { params, body }),
      chatErrors.notPermitted,
    );
  },
};
