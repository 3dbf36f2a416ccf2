// Paths in signatures, as .NET and JavaScript write them and as Java does.

import type { Check } from "../../../suite/check.ts";
import type { Scene } from "../scene.ts";

const writings = [
  (path: string) => path,
  (path: string) => path.replaceAll("%3A", ":"),
  (path: string) => path.replaceAll("%3A", "%3a"),
] as const;

export const check: Check<Scene> = {
  id: "acs.identity.signature.raw-target",
  title: "An id in a path is accepted escaped and raw, and signed as it was sent",
  operations: ["CommunicationIdentity_IssueAccessToken"],
  rules: ["identity.signature.raw-target", "identity.signature.text"],
  profile: "safe",
  people: 0,
  needsKey: true,
  async run(scene) {
    const params = { id: await scene.newUser() };
    for (const path of writings) {
      await scene.owner.do("CommunicationIdentity_IssueAccessToken", {
        params,
        path,
        body: { scopes: ["chat"] },
      });
    }
  },
};
