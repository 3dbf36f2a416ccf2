// The users of a run: made with the access key, or taken from tokens that were given.

import { CheckFailed } from "../../suite/check.ts";
import type { Sender } from "../../suite/client.ts";
import type { Ledger } from "../../suite/ledger.ts";
import { at, type Recorded } from "../../suite/recorded.ts";
import { sign } from "./signature.ts";

export interface Person {
  readonly id: string;
  readonly token: string;
}

const IDENTITY_VERSION = "2023-10-01";

/** The resource itself, as its owner reaches it. */
export class Resource {
  readonly #url: string;
  readonly #accessKey: string;
  readonly #sender: Sender;

  constructor(url: string, accessKey: string, sender: Sender) {
    this.#url = url;
    this.#accessKey = accessKey;
    this.#sender = sender;
  }

  async makePerson(ledger: Ledger, key: string): Promise<Person> {
    ledger.write({ kind: "making", what: "user", key, apiVersion: IDENTITY_VERSION });
    const made = await this.#call("POST", "/identities", { createTokenWithScopes: ["chat"] });
    const id = at(made.response.body, "/identity/id");
    const token = at(made.response.body, "/accessToken/token");
    if (typeof id !== "string" || typeof token !== "string") throw unusable(made);
    ledger.write({ kind: "made", what: "user", key, id });
    return { id, token };
  }

  async tokenFor(id: string): Promise<string> {
    const path = `/identities/${encodeURIComponent(id)}/:issueAccessToken`;
    const issued = await this.#call("POST", path, { scopes: ["chat"] });
    const token = at(issued.response.body, "/token");
    if (typeof token !== "string") throw unusable(issued);
    return token;
  }

  async removePerson(id: string): Promise<boolean> {
    const removed = await this.#call("DELETE", `/identities/${encodeURIComponent(id)}`);
    return removed.response.status === 204;
  }

  #call(method: string, path: string, body?: unknown): Promise<Recorded> {
    const request = {
      method,
      url: `${this.#url}${path}?api-version=${IDENTITY_VERSION}`,
      headers: {
        accept: "application/json",
        ...(body !== undefined && { "content-type": "application/json" }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    };
    return this.#sender.send(sign(request, this.#accessKey, new Date()));
  }
}

/** Somebody gave a text as token that is none. */
export class UnusableToken extends Error {}

/** The user that a token is of, by its claims. */
export function personOf(token: string): Person {
  try {
    const [, payload = ""] = token.split(".");
    const claims: unknown = JSON.parse(Buffer.from(payload, "base64url").toString());
    const skypeId = at(claims, "/skypeid");
    if (typeof skypeId === "string") return { id: `8:${skypeId}`, token };
  } catch {}
  throw new UnusableToken(
    "a token cannot be used: it is no user access token of Azure Communication Services. Give one that an identity client has issued",
  );
}

function unusable(exchange: Recorded): CheckFailed {
  return new CheckFailed({
    pointer: "/status",
    expected: "a user with a token",
    actual: exchange.response.status,
    message: "The resource did not make a user. Is the access key right?",
    exchange,
  });
}
