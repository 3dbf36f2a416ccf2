// The header that names the service.

import type { Check } from "../../../suite/check.ts";
import type { Scene } from "../scene.ts";
import { bothAnswers } from "./both-answers.ts";

export const check: Check<Scene> = {
  id: "acs.identity.headers.request-context",
  title: "Every answer has a request context, also an error",
  operations: ["CommunicationIdentity_IssueAccessToken"],
  rules: ["identity.headers.request-context"],
  profile: "safe",
  people: 0,
  needsKey: true,
  async run(scene) {
    for (const answer of await bothAnswers(scene)) {
      scene
        .expect(answer)
        .header("request-context")
        .matches(/^appId=/);
    }
  },
};
