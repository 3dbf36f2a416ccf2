// What a token is.

import type { Check } from "../../../suite/check.ts";
import type { Scene } from "../scene.ts";
import { text } from "../speech.ts";
import { issue } from "./issued.ts";

function headerOf(token: string): unknown {
  const [header = ""] = token.split(".");
  try {
    return JSON.parse(Buffer.from(header, "base64url").toString());
  } catch {
    return undefined;
  }
}

export const check: Check<Scene> = {
  id: "acs.identity.tokens.jwt",
  title: "A token is a JWT that is signed with RS256",
  operations: ["CommunicationIdentity_IssueAccessToken"],
  rules: ["identity.tokens.jwt"],
  profile: "safe",
  people: 0,
  needsKey: true,
  async run(scene) {
    const { answer } = await issue(scene);
    scene
      .expect(answer)
      .at("/token")
      .matches(/^[\w-]+\.[\w-]+\.[\w-]+$/);
    const header = headerOf(text(answer.response.body, "token") ?? "");
    const message = "The header of the token names another signature.";
    const isSigned = text(header, "alg") === "RS256";
    scene.expect(answer).that(isSigned, message, { alg: "RS256" }, header, "/body/token");
  },
};
