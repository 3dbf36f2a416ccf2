// What checks read off tokens that were issued: their claims, and how long they live.

import { at, type Recorded } from "../../../suite/recorded.ts";
import { claimsOf } from "../people.ts";
import type { Scene } from "../scene.ts";
import { text } from "../speech.ts";

/** Clocks and rounding may make a lifetime seem a little longer or shorter. */
const TOLERANCE_MS = 90_000;

/** Issues a token of these scopes to a new user. */
export async function issue(
  scene: Scene,
  scopes: readonly string[] = ["chat"],
  more: object = {},
): Promise<{ readonly id: string; readonly answer: Recorded }> {
  const id = await scene.newUser();
  const answer = await scene.owner.do("CommunicationIdentity_IssueAccessToken", {
    params: { id },
    body: { scopes, ...more },
  });
  return { id, answer };
}

/** `where` is the pointer of the object that has the token. */
export function claims(answer: Recorded, where = ""): unknown {
  return claimsOf(text(at(answer.response.body, where), "token") ?? "");
}

/** Demands that a token lives for so long, by its own claims and by what the answer says of it. */
export function expectLifetime(scene: Scene, answer: Recorded, minutes: number, where = ""): void {
  const found = claims(answer, where);
  const issuedAt = at(found, "/iat");
  const { headers, body } = answer.response;
  const since = typeof issuedAt === "number" ? issuedAt * 1000 : Date.parse(headers["date"] ?? "");
  const expiresOn = at(body, `${where}/expiresOn`);
  const ends = {
    expiresOn: typeof expiresOn === "string" ? Date.parse(expiresOn) : Number.NaN,
    token: Number(at(found, "/exp")) * 1000,
  };
  for (const [name, endsAt] of Object.entries(ends)) {
    const lifetimeMs = endsAt - since;
    scene
      .expect(answer)
      .that(
        Math.abs(lifetimeMs - minutes * 60_000) <= TOLERANCE_MS,
        "The token lives for another time than was asked for; this is how long, in minutes.",
        minutes,
        Math.round(lifetimeMs / 60_000),
        `/body${where}/${name}`,
      );
  }
}

export function hasFailed({ response }: Recorded): boolean {
  return response.status >= 400 && response.status < 500;
}
