// Endpoints that were written with a slash at their end.

import type { Check } from "../../../suite/check.ts";
import type { Scene } from "../scene.ts";

export const check: Check<Scene> = {
  id: "acs.identity.paths.double-slash",
  title: "A doubled slash in a path is accepted, and signed as it is",
  operations: ["CommunicationIdentity_Create"],
  rules: ["identity.paths.double-slash"],
  profile: "safe",
  people: 0,
  needsKey: true,
  async run(scene) {
    await scene.owner.do("CommunicationIdentity_Create", { path: (path) => `/${path}` });
  },
};
