// A call that is done and one that is refused, for what every answer has.

import type { Recorded } from "../../../suite/recorded.ts";
import type { CallInput } from "../caller.ts";
import type { Scene } from "../scene.ts";

const operation = "CommunicationIdentity_IssueAccessToken";

export async function bothAnswers(
  scene: Scene,
  headers: NonNullable<CallInput["headers"]> = {},
): Promise<readonly Recorded[]> {
  const params = { id: await scene.newUser() };
  return [
    await scene.owner.do(operation, { params, headers, body: { scopes: ["chat"] } }),
    await scene.owner.call(operation, { params, headers, body: { scopes: [] } }),
  ];
}
