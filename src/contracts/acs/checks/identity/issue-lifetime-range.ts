// Lifetimes that can be asked for.

import type { Check } from "../../../suite/check.ts";
import { identitySpan } from "../applies.ts";
import type { Scene } from "../scene.ts";
import { expectLifetime, hasFailed, issue } from "./issued.ts";

export const check: Check<Scene> = {
  id: "acs.identity.issue.lifetime-range",
  title: "A token lives for 60 to 1440 minutes as asked for, and another lifetime is refused",
  operations: ["CommunicationIdentity_IssueAccessToken", "CommunicationIdentity_Create"],
  rules: ["identity.issue.lifetime-range", "identity.issue.lifetime"],
  profile: "safe",
  people: 0,
  needsKey: true,
  appliesTo: identitySpan.from("2022-10-01"),
  async run(scene) {
    for (const expiresInMinutes of [60, 1440]) {
      const { answer } = await issue(scene, ["chat"], { expiresInMinutes });
      expectLifetime(scene, answer, expiresInMinutes);
    }
    const made = await scene.owner.do("CommunicationIdentity_Create", {
      body: { createTokenWithScopes: ["chat"], expiresInMinutes: 60 },
    });
    expectLifetime(scene, made, 60, "/accessToken");
    const id = await scene.newUser();
    for (const expiresInMinutes of [59, 1441]) {
      const answer = await scene.owner.call("CommunicationIdentity_IssueAccessToken", {
        params: { id },
        body: { scopes: ["chat"], expiresInMinutes },
      });
      const { status } = answer.response;
      const message = `A lifetime of ${expiresInMinutes} minutes is not refused.`;
      scene.expect(answer).that(hasFailed(answer), message, "a 4xx", status, "/status");
    }
  },
};
