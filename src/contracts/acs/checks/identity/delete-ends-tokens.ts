// The tokens of a user who is deleted.

import type { Check } from "../../../suite/check.ts";
import type { Scene } from "../scene.ts";
import { expectEndOfToken } from "./ended-tokens.ts";

export const check: Check<Scene> = {
  id: "acs.identity.delete.ends-tokens",
  title: "The tokens of a deleted user are refused",
  operations: ["CommunicationIdentity_Delete"],
  rules: ["identity.delete.ends-tokens"],
  profile: "full",
  isOnce: true,
  people: 0,
  needsKey: true,
  async run(scene) {
    await expectEndOfToken(scene, (id) =>
      scene.owner.do("CommunicationIdentity_Delete", { params: { id } }),
    );
  },
};
