// What the body of an error looks like.

import type { Check } from "../../../suite/check.ts";
import type { Scene } from "../scene.ts";

export const check: Check<Scene> = {
  id: "acs.identity.errors.form",
  title: "An error has a code and a message in its envelope, as JSON without a charset",
  operations: ["CommunicationIdentity_IssueAccessToken"],
  rules: ["identity.errors.envelope", "identity.errors.media-type"],
  profile: "safe",
  people: 0,
  needsKey: true,
  async run(scene) {
    const answer = await scene.owner.call("CommunicationIdentity_IssueAccessToken", {
      params: { id: await scene.newUser() },
      body: { scopes: [] },
    });
    scene.expect(answer).status(400);
    scene.expect(answer).header("content-type").is("application/json");
    scene.expect(answer).at("/error/code").matches(/./);
    scene.expect(answer).at("/error/message").matches(/./);
  },
};
