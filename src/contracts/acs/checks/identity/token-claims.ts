// What a token says of its user.

import type { Check } from "../../../suite/check.ts";
import { at } from "../../../suite/recorded.ts";
import type { Scene } from "../scene.ts";
import { claims, issue } from "./issued.ts";

const named = ["skypeid", "scp", "csi", "iat", "exp", "acsScope", "resourceId"];
const standard = ["iss", "aud", "sub"];

export const check: Check<Scene> = {
  id: "acs.identity.tokens.claims",
  title:
    "A token names its user without `8:`, has the claims of the service, and none of iss, aud and sub",
  operations: ["CommunicationIdentity_IssueAccessToken"],
  rules: [
    "identity.tokens.claims",
    "identity.tokens.skypeid",
    "identity.tokens.no-standard-claims",
  ],
  profile: "safe",
  people: 0,
  needsKey: true,
  async run(scene) {
    const { id, answer } = await issue(scene);
    const found = claims(answer);
    const there = Object.keys(Object(found));
    // Told as properties, since texts at the place of a token are taken for secrets.
    const demand = (holds: boolean, message: string, expected: object, actual: object) =>
      scene.expect(answer).that(holds, message, expected, actual, "/body/token");
    const demandNames = (wrong: readonly string[], says: string) =>
      demand(
        wrong.length === 0,
        `${says} ${wrong.join(", ")}.`,
        { claims: named },
        { claims: there },
      );
    demandNames(
      named.filter((name) => !there.includes(name)),
      "The token has no",
    );
    const skypeid = at(found, "/skypeid");
    const own = id.replace(/^8:/, "");
    demand(skypeid === own, "The claim skypeid is not the user's.", { skypeid: own }, { skypeid });
    demandNames(
      standard.filter((name) => there.includes(name)),
      "The token has",
    );
  },
};
