// A user that is made with nothing said about him.

import type { Check } from "../../../suite/check.ts";
import { newPerson } from "../people.ts";
import type { Scene } from "../scene.ts";

export const check: Check<Scene> = {
  id: "acs.identity.create.nothing-asked",
  title: "A user is made from an empty object or from no body at all, and then has no token",
  operations: ["CommunicationIdentity_Create"],
  rules: ["identity.create.empty-object", "identity.create.no-body"],
  profile: "safe",
  people: 0,
  needsKey: true,
  async run(scene) {
    for (const input of [{ body: {} }, {}]) {
      const made = await scene.owner.do("CommunicationIdentity_Create", input);
      const id = newPerson(made.response.body);
      scene.expect(made).that(id !== undefined, "There is no user.", "an id", made.response.body);
      scene.expect(made).at("/accessToken").isAbsent();
    }
  },
};
