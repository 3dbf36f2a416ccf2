// What a token says of its scopes.

import type { Check } from "../../../suite/check.ts";
import type { Scene } from "../scene.ts";
import { text } from "../speech.ts";
import { claims, issue } from "./issued.ts";

export const check: Check<Scene> = {
  id: "acs.identity.tokens.scope-claim",
  title: "A token has the scopes that were asked for, joined by commas",
  operations: ["CommunicationIdentity_IssueAccessToken"],
  rules: ["identity.tokens.scope-claim"],
  profile: "safe",
  people: 0,
  needsKey: true,
  async run(scene) {
    for (const scopes of [["chat"], ["chat", "voip"]]) {
      const { answer } = await issue(scene, scopes);
      const acsScope = text(claims(answer), "acsScope");
      const found = acsScope?.split(",").sort().join();
      const message = "The claim acsScope differs.";
      scene
        .expect(answer)
        .that(found === scopes.join(), message, scopes.join(), { acsScope }, "/body/token");
    }
  },
};
