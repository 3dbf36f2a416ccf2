// What the first version answers a creation with.

import type { Check } from "../../../suite/check.ts";
import { only } from "../applies.ts";
import type { Scene } from "../scene.ts";

export const check: Check<Scene> = {
  id: "acs.identity.create.id-alone",
  title: "The first version answers a creation with 200 and the id alone",
  operations: ["CommunicationIdentity_Create"],
  rules: ["identity.create.ok"],
  profile: "safe",
  people: 0,
  needsKey: true,
  appliesTo: only("2020-07-20-preview2"),
  async run(scene) {
    const made = await scene.owner.do("CommunicationIdentity_Create");
    scene.expect(made).at("/id").matches(/^8:/);
    scene.expect(made).at("/identity").isAbsent();
    scene.expect(made).at("/accessToken").isAbsent();
    scene.expect(made).at("/token").isAbsent();
  },
};
