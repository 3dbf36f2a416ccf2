// Tokens that are revoked.

import type { Check } from "../../../suite/check.ts";
import type { Scene } from "../scene.ts";
import { expectEndOfToken } from "./ended-tokens.ts";

export const check: Check<Scene> = {
  id: "acs.identity.revoke.ends-tokens",
  title: "Tokens that were issued before a revocation are refused",
  operations: ["CommunicationIdentity_RevokeAccessTokens"],
  rules: ["identity.revoke.ends-tokens"],
  profile: "full",
  isOnce: true,
  people: 0,
  needsKey: true,
  async run(scene) {
    await expectEndOfToken(scene, (id) =>
      scene.owner.do("CommunicationIdentity_RevokeAccessTokens", { params: { id } }),
    );
  },
};
