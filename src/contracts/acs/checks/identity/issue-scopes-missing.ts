// A token of no scope.

import type { Check } from "../../../suite/check.ts";
import { identityErrors } from "../../errors.ts";
import type { Scene } from "../scene.ts";

const { code, message, status, target } = identityErrors.scopesMissing;

export const check: Check<Scene> = {
  id: "acs.identity.issue.scopes-missing",
  title: "A token of no scope is refused with 400, with the message and the target of that error",
  operations: ["CommunicationIdentity_IssueAccessToken"],
  rules: ["identity.issue.scopes-missing"],
  profile: "safe",
  people: 0,
  needsKey: true,
  async run(scene) {
    const answer = await scene.owner.call("CommunicationIdentity_IssueAccessToken", {
      params: { id: await scene.newUser() },
      body: { scopes: [] },
    });
    scene.expect(answer).status(status);
    scene.expect(answer).at("/error/code").is(code);
    scene.expect(answer).at("/error/message").is(message);
    scene.expect(answer).at("/error/target").is(target);
  },
};
