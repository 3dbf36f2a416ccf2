// A lifetime that is null.

import type { Check } from "../../../suite/check.ts";
import { identitySpan } from "../applies.ts";
import type { Scene } from "../scene.ts";
import { expectLifetime } from "./issued.ts";

export const check: Check<Scene> = {
  id: "acs.identity.create.lifetime-null",
  title: "A lifetime of null gives a token the default of 24 hours",
  operations: ["CommunicationIdentity_Create"],
  rules: ["identity.create.lifetime-null"],
  profile: "safe",
  people: 0,
  needsKey: true,
  appliesTo: identitySpan.from("2022-10-01"),
  async run(scene) {
    const made = await scene.owner.do("CommunicationIdentity_Create", {
      body: { createTokenWithScopes: ["chat"], expiresInMinutes: null },
    });
    expectLifetime(scene, made, 1440, "/accessToken");
  },
};
