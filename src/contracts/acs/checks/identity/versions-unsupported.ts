// What is said of a version that never was.

import type { Check } from "../../../suite/check.ts";
import { versionErrors } from "../../errors.ts";
import type { Scene } from "../scene.ts";

const { code, status } = versionErrors.versionUnsupported;
const never = "2019-01-01";

export const check: Check<Scene> = {
  id: "acs.identity.versions.unsupported",
  title: "The error for an unsupported version names the URI and the version",
  operations: ["CommunicationIdentity_Create"],
  rules: ["identity.versions.unsupported"],
  profile: "safe",
  people: 0,
  needsKey: true,
  async run(scene) {
    const answer = await scene.owner.call("CommunicationIdentity_Create", { apiVersion: never });
    scene.expect(answer).status(status);
    scene.expect(answer).at("/error/code").is(code);
    scene
      .expect(answer)
      .at("/error/message")
      .matches(/'[^']*\/identities[^']*'.*'2019-01-01'/);
    scene.expect(answer).at("/error/innerError").is(null);
  },
};
