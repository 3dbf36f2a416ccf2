// Ids in paths, as JavaScript, Java and .NET write them.

import type { Check } from "../../../suite/check.ts";
import type { Scene } from "../scene.ts";

const writings = {
  raw: (path: string) => path.replaceAll("%3A", ":").replaceAll("%40", "@"),
  lowerCase: (path: string) => path.replaceAll("%3A", "%3a"),
  colonsOnly: (path: string) => path.replaceAll("%40", "@"),
} as const;

export const check: Check<Scene> = {
  id: "acs.general.escaped-or-raw",
  title: "Ids in paths are accepted escaped, in either letter case, and raw",
  operations: ["ChatThread_GetChatThreadProperties"],
  rules: ["paths.escaped-or-raw"],
  profile: "safe",
  people: 1,
  async run(scene) {
    const chatThreadId = await scene.thread();
    for (const path of Object.values(writings)) {
      const read = await scene.alice.do("ChatThread_GetChatThreadProperties", {
        params: { chatThreadId },
        path,
      });
      scene.expect(read).at("/id").is(chatThreadId);
    }
  },
};
