// A user that is made together with a token.

import type { Check } from "../../../suite/check.ts";
import { identitySpan } from "../applies.ts";
import type { Scene } from "../scene.ts";
import { text } from "../speech.ts";
import { claims } from "./issued.ts";

export const check: Check<Scene> = {
  id: "acs.identity.create.with-token",
  title: "A user that is made with scopes comes with a token of his own",
  operations: ["CommunicationIdentity_Create"],
  rules: ["identity.create.with-token"],
  profile: "safe",
  people: 0,
  needsKey: true,
  appliesTo: identitySpan.from("2021-03-07"),
  async run(scene) {
    const made = await scene.owner.do("CommunicationIdentity_Create", {
      body: { createTokenWithScopes: ["chat"] },
    });
    scene.expect(made).at("/accessToken/token").matches(/./);
    scene.expect(made).at("/accessToken/expiresOn").isPresent();
    const owner = { skypeid: text(claims(made, "/accessToken"), "skypeid") };
    const id = text(made.response.body, "identity", "id") ?? "";
    const expected = { skypeid: id.replace(/^8:/, "") };
    scene
      .expect(made)
      .that(
        owner.skypeid === expected.skypeid,
        "The token is another user's.",
        expected,
        owner,
        "/body/accessToken/token",
      );
  },
};
