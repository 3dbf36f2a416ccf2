// The exchange of a Teams token, as its first version wants it and as those after do.

import { type Check, CheckSkipped } from "../../../suite/check.ts";
import { identitySpan, only } from "../applies.ts";
import { withoutTeams } from "../golden-calls.ts";
import type { Scene } from "../scene.ts";

const operation = "CommunicationIdentity_ExchangeTeamsUserAccessToken";

const common = {
  operations: [operation],
  profile: "safe",
  people: 0,
  needsKey: true,
  run: exchange,
} as const satisfies Partial<Check<Scene>>;

async function exchange(scene: Scene): Promise<void> {
  const body = scene.teamsToken();
  const answer = await scene.owner.call(operation, { body });
  const hindrance = withoutTeams(answer);
  if (hindrance !== undefined) throw new CheckSkipped(hindrance);
  scene.expect(answer).status(200);
  scene.expect(answer).at("/token").matches(/./);
  scene.expect(answer).at("/expiresOn").isPresent();
}

export const checks: readonly Check<Scene>[] = [
  {
    ...common,
    id: "acs.identity.exchange.request",
    title: "A Teams token is exchanged together with the ids of its app and its user",
    rules: ["identity.exchange.request", "identity.exchange.ok"],
    appliesTo: identitySpan.from("2021-11-01"),
  },
  {
    ...common,
    id: "acs.identity.exchange.token-alone",
    title: "The first version with Teams exchanges a token alone",
    rules: ["identity.exchange.token-alone", "identity.exchange.ok"],
    appliesTo: only("2021-10-31-preview"),
  },
];
