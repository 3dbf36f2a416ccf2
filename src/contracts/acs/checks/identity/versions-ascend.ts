// The list of versions in the header of answers.

import { type Check, CheckSkipped } from "../../../suite/check.ts";
import type { Scene } from "../scene.ts";

export const check: Check<Scene> = {
  id: "acs.identity.versions.ascend",
  title: "Where an answer lists the api-versions, they ascend",
  operations: ["CommunicationIdentity_Create"],
  rules: ["identity.versions.header"],
  profile: "safe",
  people: 0,
  needsKey: true,
  async run(scene) {
    // Whether they ascend is asked of every answer; here there has to be one that lists them.
    const made = await scene.owner.do("CommunicationIdentity_Create");
    if (made.response.headers["api-supported-versions"] !== undefined) return;
    throw new CheckSkipped("The endpoint lists no api-versions here.");
  },
};
