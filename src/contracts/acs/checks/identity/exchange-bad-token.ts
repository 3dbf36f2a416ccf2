// What no Teams user was given.

import type { Check } from "../../../suite/check.ts";
import { identityErrors } from "../../errors.ts";
import { identitySpan } from "../applies.ts";
import type { Scene } from "../scene.ts";

const { code, message, status } = identityErrors.teamsTokenInvalid;

export const check: Check<Scene> = {
  id: "acs.identity.exchange.bad-token",
  title: "A token that is none of Teams is refused with 401 and the message of that error",
  operations: ["CommunicationIdentity_ExchangeTeamsUserAccessToken"],
  rules: ["identity.exchange.bad-token"],
  profile: "safe",
  people: 0,
  needsKey: true,
  appliesTo: identitySpan.from("2021-10-31-preview"),
  async run(scene) {
    const answer = await scene.owner.call("CommunicationIdentity_ExchangeTeamsUserAccessToken", {
      body: { ...scene.teamsToken(), token: "not-a-token" },
    });
    scene.expect(answer).status(status);
    scene.expect(answer).at("/error/code").is(code);
    scene.expect(answer).at("/error/message").is(message);
  },
};
