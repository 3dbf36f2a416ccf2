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
    const made = await scene.owner.do("CommunicationIdentity_Create");
    const header = "api-supported-versions";
    const listed = made.response.headers[header];
    if (listed === undefined) throw new CheckSkipped("The endpoint lists no api-versions here.");
    // Previews and a release of the same day may stand in any order.
    const days = listed.split(",").map((version) => version.trim().slice(0, 10));
    const doAscend = days.every((day, at) => day >= (days[at - 1] ?? ""));
    const message = "The versions do not ascend.";
    scene.expect(made).that(doAscend, message, days.toSorted(), days, `/headers/${header}`);
  },
};
