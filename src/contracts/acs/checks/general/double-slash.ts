// Endpoints that were written with a slash at their end.

import type { Check } from "../../../suite/check.ts";
import type { Scene } from "../scene.ts";

export const check: Check<Scene> = {
  id: "acs.general.double-slash",
  title: "Doubled slashes in a path are accepted",
  operations: ["Chat_ListChatThreads"],
  rules: ["paths.double-slash"],
  profile: "read-only",
  people: 1,
  async run(scene) {
    const page = await scene.alice.do("Chat_ListChatThreads", { path: (path) => `/${path}` });
    scene.expect(page).at("/value").isPresent();
  },
};
