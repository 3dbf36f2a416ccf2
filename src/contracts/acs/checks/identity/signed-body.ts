// The hash of a body in its request's signature.

import type { Check } from "../../../suite/check.ts";
import type { Scene } from "../scene.ts";

/** As recorded, so that what the suite computes is tested too. */
const recorded = [
  { input: {}, hash: "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=" },
  { input: { body: {} }, hash: "RBNvo1WzZ4oRRq0W9+hknpT7T8If536DEMBg9hyq/4o=" },
  {
    input: { body: { createTokenWithScopes: ["chat"] } },
    hash: "WTRvgEjjVd+bvyKw3WgXgDkU81aV8FWq+4/BE+he0+A=",
  },
] as const;

export const check: Check<Scene> = {
  id: "acs.identity.signature.content-hash",
  title: "Requests are accepted with the recorded hashes of their bodies, also of an empty one",
  operations: ["CommunicationIdentity_Create"],
  rules: ["identity.signature.content-hash"],
  profile: "safe",
  people: 0,
  needsKey: true,
  async run(scene) {
    for (const { input, hash } of recorded) {
      const { headers } = scene.owner.request("CommunicationIdentity_Create", input);
      if (headers["x-ms-content-sha256"] !== hash) {
        throw new Error(
          `Cannot sign: the hash of ${JSON.stringify(input)} is not the recorded one.`,
        );
      }
      await scene.owner.do("CommunicationIdentity_Create", input);
    }
  },
};
