// A port that is written twice, as @azure/communication-common 2.3.1 does.

import type { Check } from "../../../suite/check.ts";
import { NoAnswer } from "../../../suite/no-answer.ts";
import type { Scene } from "../scene.ts";

const operation = "CommunicationIdentity_IssueAccessToken";

/** An address without a port stays as it is, as it does there. */
const doubled = (host: string) => host.replace(/(:\d+)$/, "$1$1");

export const check: Check<Scene> = {
  id: "acs.identity.signature.doubled-port",
  title: "A host with its port twice is accepted in a signature, and in the Host header with it",
  operations: [operation],
  rules: ["identity.signature.doubled-port"],
  profile: "safe",
  people: 0,
  needsKey: true,
  async run(scene) {
    const input = { params: { id: await scene.newUser() }, body: { scopes: ["chat"] } };
    try {
      await scene.owner.with({ form: { host: doubled } }).do(operation, input);
    } catch (error) {
      // In process there is no Host but that of a URL, which cannot have two ports.
      if (!(error instanceof NoAnswer) || error.code !== "ERR_INVALID_URL") throw error;
    }
    // A browser signs the doubled port too, but sends the Host that it knows.
    await scene.owner.with({ form: { host: doubled, isHostKept: true } }).do(operation, input);
  },
};
