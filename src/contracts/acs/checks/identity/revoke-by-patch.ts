// How the first version revokes tokens.

import type { Check } from "../../../suite/check.ts";
import { only } from "../applies.ts";
import type { Scene } from "../scene.ts";

export const check: Check<Scene> = {
  id: "acs.identity.revoke.by-patch",
  title:
    "The first version revokes tokens by a PATCH of the user, with the time from which on they count",
  operations: ["CommunicationIdentity_RevokeAccessTokens"],
  rules: ["identity.revoke.by-patch"],
  profile: "full",
  people: 0,
  needsKey: true,
  appliesTo: only("2020-07-20-preview2"),
  async run(scene) {
    const id = await scene.newUser();
    const body = { tokensValidFrom: new Date().toISOString() };
    const answer = await scene.owner.call("CommunicationIdentity_RevokeAccessTokens", {
      params: { id },
      method: "PATCH",
      body,
    });
    scene.expect(answer).status(204);
  },
};
