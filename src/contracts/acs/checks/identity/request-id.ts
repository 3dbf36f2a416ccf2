// The request id that a client gives its call.

import type { Check } from "../../../suite/check.ts";
import type { Scene } from "../scene.ts";
import { bothAnswers } from "./both-answers.ts";

export const check: Check<Scene> = {
  id: "acs.identity.headers.request-id",
  title: "A client's request id is echoed without being asked for, also by an error",
  operations: ["CommunicationIdentity_IssueAccessToken"],
  rules: ["identity.headers.request-id"],
  profile: "safe",
  people: 0,
  needsKey: true,
  async run(scene) {
    const requestId = "00000000-0000-4000-8000-0000000000ff";
    for (const answer of await bothAnswers(scene, { "x-ms-client-request-id": requestId })) {
      scene.expect(answer).header("x-ms-client-request-id").is(requestId);
    }
  },
};
