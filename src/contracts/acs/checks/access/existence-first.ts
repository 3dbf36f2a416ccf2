// Which is asked first: whether a thread exists, or whether the caller is in it.

import type { Check } from "../../../suite/check.ts";
import type { Scene } from "../scene.ts";
import { UNKNOWN_THREAD } from "./errors.ts";

const operation = "ChatThread_GetChatThreadProperties";

export const check: Check<Scene> = {
  id: "acs.access.existence-first",
  title: "A stranger gets 404 for a thread that does not exist and 403 for one that does",
  operations: [operation],
  rules: ["access.existence-first"],
  profile: "safe",
  people: 2,
  async run(scene) {
    const existing = await scene.thread();
    for (const [chatThreadId, status] of [
      [UNKNOWN_THREAD, 404],
      [existing, 403],
    ] as const) {
      const answer = await scene.bob.call(operation, { params: { chatThreadId } });
      scene.expect(answer).status(status);
    }
  },
};
