// Identities that are not the resource's: somebody else's, or none at all.

import type { Check } from "../../../suite/check.ts";
import { identityErrors } from "../../errors.ts";
import type { CallInput } from "../caller.ts";
import type { Scene } from "../scene.ts";

const { code, message, status } = identityErrors.identityNotOwned;
const resource = "00000000-0000-4000-8000-000000000000";
const foreign = [`8:acs:${resource}_00000000-0000-4000-8000-000000000001`, "not-an-identity"];

const verbs = {
  delete: { operation: "CommunicationIdentity_Delete", profile: "full", says: "deleted" },
  issue: {
    operation: "CommunicationIdentity_IssueAccessToken",
    profile: "safe",
    says: "issued a token",
    body: { scopes: ["chat"] },
  },
  revoke: {
    operation: "CommunicationIdentity_RevokeAccessTokens",
    profile: "full",
    says: "kept from using its tokens",
  },
} as const;

function notOwned(verb: keyof typeof verbs): Check<Scene> {
  const { operation, profile, says, ...rest } = verbs[verb];
  const more: CallInput = rest;
  return {
    id: `acs.identity.${verb}.not-owned`,
    title: `A foreign or malformed identity cannot be ${says}, and the error says whose it is not`,
    operations: [operation],
    rules: [`identity.${verb}.not-owned`, "identity.errors.not-owned"],
    profile,
    people: 0,
    needsKey: true,
    async run(scene) {
      for (const id of foreign) {
        const answer = await scene.owner.call(operation, { params: { id }, ...more });
        scene.expect(answer).status(status);
        scene.expect(answer).at("/error/code").is(code);
        scene.expect(answer).at("/error/message").is(message);
      }
    },
  };
}

export const checks: readonly Check<Scene>[] = [
  notOwned("delete"),
  notOwned("issue"),
  notOwned("revoke"),
];
