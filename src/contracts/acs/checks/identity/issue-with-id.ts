// What the first version answers the issue of a token with.

import type { Check } from "../../../suite/check.ts";
import { only } from "../applies.ts";
import type { Scene } from "../scene.ts";
import { issue } from "./issued.ts";

export const check: Check<Scene> = {
  id: "acs.identity.issue.with-id",
  title: "The first version says with a token whose it is",
  operations: ["CommunicationIdentity_IssueAccessToken"],
  rules: ["identity.issue.with-id"],
  profile: "safe",
  people: 0,
  needsKey: true,
  appliesTo: only("2020-07-20-preview2"),
  async run(scene) {
    const { id, answer } = await issue(scene);
    scene.expect(answer).at("/id").is(id);
  },
};
