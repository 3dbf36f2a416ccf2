// How long a token lives when nothing is said about it.

import type { Check } from "../../../suite/check.ts";
import type { Scene } from "../scene.ts";
import { expectLifetime, issue } from "./issued.ts";

export const check: Check<Scene> = {
  id: "acs.identity.issue.default-lifetime",
  title: "A token lives for 24 hours when nothing else is asked for",
  operations: ["CommunicationIdentity_IssueAccessToken"],
  rules: ["identity.issue.lifetime"],
  profile: "safe",
  people: 0,
  needsKey: true,
  async run(scene) {
    const { answer } = await issue(scene);
    expectLifetime(scene, answer, 1440);
  },
};
