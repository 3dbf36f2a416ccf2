// What a token can be asked for.

import type { Check } from "../../../suite/check.ts";
import { tokenScopes } from "../../identity.ts";
import { identitySpan } from "../applies.ts";
import type { Scene } from "../scene.ts";

/** The scopes that SDKs have always had; the others came with the version after. */
const first = ["chat", "voip"] as const;
const hasAll = identitySpan.from("2023-10-01");

export const check: Check<Scene> = {
  id: "acs.identity.issue.scopes",
  title: "Each scope that the version has gives a token",
  operations: ["CommunicationIdentity_IssueAccessToken"],
  rules: ["identity.issue.scopes"],
  profile: "safe",
  people: 0,
  needsKey: true,
  async run(scene) {
    const id = await scene.newUser();
    for (const scope of hasAll(scene.owner.version) ? tokenScopes : first) {
      const issued = await scene.owner.do("CommunicationIdentity_IssueAccessToken", {
        params: { id },
        body: { scopes: [scope] },
      });
      scene.expect(issued).at("/token").matches(/./);
    }
  },
};
