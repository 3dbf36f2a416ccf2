// What the configuration names.

import type { Check } from "../../../suite/check.ts";
import type { Scene } from "../scene.ts";

export const check: Check<Scene> = {
  id: "acs.realtime.configuration.contents",
  title: "The configuration names two URLs without a slash at their end, and a cloud",
  operations: ["Realtime_GetConfiguration"],
  rules: ["realtime.configuration.ok"],
  profile: "read-only",
  people: 1,
  async run(scene) {
    const alice = scene.alice.in(scene.versions.realtime);
    const answer = await alice.do("Realtime_GetConfiguration");
    for (const name of ["trouterServiceUrl", "registrarServiceUrl"]) {
      scene
        .expect(answer)
        .at(`/${name}`)
        .matches(/^https?:\/\/.*[^/]$/);
    }
    scene.expect(answer).at("/cloudType").matches(/./);
  },
};
