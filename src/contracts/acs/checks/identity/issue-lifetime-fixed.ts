// Lifetimes before they could be asked for.

import type { Check } from "../../../suite/check.ts";
import { identitySpan } from "../applies.ts";
import type { Scene } from "../scene.ts";
import { expectLifetime, hasFailed } from "./issued.ts";

export const check: Check<Scene> = {
  id: "acs.identity.issue.lifetime-fixed",
  title: "Up to 2022-06-01 a token never lives for as long as asked for, but for 24 hours",
  operations: ["CommunicationIdentity_IssueAccessToken"],
  rules: ["identity.issue.lifetime-unknown"],
  profile: "safe",
  people: 0,
  needsKey: true,
  appliesTo: identitySpan.upTo("2022-06-01"),
  async run(scene) {
    const answer = await scene.owner.call("CommunicationIdentity_IssueAccessToken", {
      params: { id: await scene.newUser() },
      body: { scopes: ["chat"], expiresInMinutes: 60 },
    });
    // Whether what a version does not know is ignored or refused was never seen.
    if (hasFailed(answer)) return;
    scene.expect(answer).status(200);
    expectLifetime(scene, answer, 1440);
  },
};
