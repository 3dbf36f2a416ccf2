// The users of a run: made with the access key, or taken from tokens that were given.

import { CheckFailed } from "../../suite/check.ts";
import { NothingJudged } from "../../suite/nothing-judged.ts";
import { at, type Recorded } from "../../suite/recorded.ts";
import type { Owner } from "./owner.ts";

export interface Person {
  readonly id: string;
  readonly token: string;
}

/** What every version of identity has answered a creation or the issue of a token with. */
const idPointers = ["/identity/id", "/id"] as const;

/** A new user with a token of these scopes. */
export async function makePerson(owner: Owner, scopes: readonly string[]): Promise<Person> {
  const made = await owner.call("CommunicationIdentity_Create", {
    body: { createTokenWithScopes: scopes },
    isUnjudged: true,
  });
  const id = newPerson(made.response.body);
  const token = at(made.response.body, "/accessToken/token");
  if (id === undefined || typeof token !== "string") throw unusable(made);
  return { id, token };
}

export async function tokenFor(
  owner: Owner,
  id: string,
  scopes: readonly string[],
): Promise<string> {
  const input = { params: { id }, body: { scopes }, isUnjudged: true } as const;
  const issued = await owner.call("CommunicationIdentity_IssueAccessToken", input);
  const token = at(issued.response.body, "/token");
  if (typeof token !== "string") throw unusable(issued);
  return token;
}

/** The id of a new user, from the answer to its creation. */
export function newPerson(body: unknown): string | undefined {
  return idPointers.map((pointer) => at(body, pointer)).find((id) => typeof id === "string");
}

/** A well-formed id of the same resource that nobody has; each number makes another. */
export function nobodyOf(id: string, number = 1): string {
  const resource = id.slice(0, id.lastIndexOf("_"));
  return `${resource}_00000000-0000-4000-8000-${String(number).padStart(12, "0")}`;
}

/** Somebody gave a text as token that is none. */
class UnusableToken extends NothingJudged {}

/** The user that a token is of, by its claims. */
export function personOf(token: string): Person {
  const skypeId = at(claimsOf(token), "/skypeid");
  if (typeof skypeId === "string") return { id: `8:${skypeId}`, token };
  throw new UnusableToken(
    "a token cannot be used: it is no user access token of Azure Communication Services. Give one that an identity client has issued",
  );
}

/** What a token says; undefined when it is no JWT. */
export function claimsOf(token: string): unknown {
  try {
    const [, payload = ""] = token.split(".");
    const claims: unknown = JSON.parse(Buffer.from(payload, "base64url").toString());
    return claims;
  } catch {
    return undefined;
  }
}

/** A token that says something, with 256 bytes in the place of its signature. */
export function jwt(header: object, claims: object): string {
  const parts = [JSON.stringify(header), JSON.stringify(claims), Buffer.alloc(256, 1)];
  return parts.map((part) => Buffer.from(part).toString("base64url")).join(".");
}

function unusable(exchange: Recorded): CheckFailed {
  const { response } = exchange;
  const { status, headers } = response;
  const where = headers["location"];
  const hint =
    status >= 300 && status < 400 && where !== undefined
      ? `It leads to ${where}, which is not followed: is the URL right?`
      : response.text.trimStart().startsWith("<")
        ? "It answers with HTML: is the URL right?"
        : status === 401 || status === 403
          ? "Is the access key right?"
          : "Is that an endpoint of Azure Communication Services, and well?";
  return new CheckFailed({
    pointer: "/status",
    expected: "a user with a token",
    actual: status,
    message: `The resource did not make a user. ${hint}`,
    exchange,
  });
}
