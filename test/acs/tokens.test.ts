// Tokens against jose, and against everyone who would like to have one.

import { createHmac, createPublicKey, sign } from "node:crypto";
import fc from "fast-check";
import { createLocalJWKSet, decodeProtectedHeader, type JWK, jwtVerify } from "jose";
import { describe, expect, test } from "vitest";
import {
  createTokenAuthority,
  isTokenKey,
  makeTokenKey,
  type TokenOrder,
} from "../../src/server/dialects/acs/tokens.ts";
import { Tenant } from "../../src/server/tenant.ts";

const NOW = Date.UTC(2026, 10, 24, 15, 0, 0, 250);
const SECOND = Math.floor(NOW / 1000);

const [key, foreignKey] = await Promise.all([makeTokenKey(), makeTokenKey()]);
const publicKey = createPublicKey(key);
const authority = createTokenAuthority(key);

function order(changes: Partial<TokenOrder> = {}): TokenOrder {
  const { tenant = newTenant() } = changes;
  const person = tenant.engine.state.people.keys().next().value;
  if (person === undefined) throw new Error("The tenant has nobody.");
  return { person, scopes: ["chat", "voip"], lifetimeMinutes: 60, tenant, now: NOW, ...changes };
}

function newTenant(): Tenant {
  const tenant = new Tenant({ seed: 1, accessKey: "c2VjcmV0" });
  tenant.execute({ type: "registerPerson" }, NOW);
  return tenant;
}

function encoded(value: unknown): string {
  return Buffer.from(typeof value === "string" ? value : JSON.stringify(value)).toString(
    "base64url",
  );
}

/** A token that says anything, well signed unless another signature is given. */
function forged(
  payload: unknown,
  header: unknown = { alg: "RS256", typ: "JWT" },
  by = key,
): string {
  const text = `${encoded(header)}.${encoded(payload)}`;
  return `${text}.${sign("RSA-SHA256", Buffer.from(text), by).toString("base64url")}`;
}

function payloadOf(token: string): Record<string, unknown> {
  return JSON.parse(Buffer.from(token.split(".")[1] ?? "", "base64url").toString());
}

const good = {
  skypeid: "acs:a_b",
  acsScope: "chat",
  resourceId: "a",
  iat: SECOND,
  exp: SECOND + 3600,
};

describe("an issued token", () => {
  const asked = order();
  const { token, expiresAt } = authority.issue(asked);

  test("has the header and the claims of the service's", () => {
    const header = decodeProtectedHeader(token);
    expect(Object.keys(header)).toEqual(["alg", "kid", "x5t", "typ"]);
    expect(header).toMatchObject({
      alg: "RS256",
      x5t: expect.stringMatching(/^[\w-]{27}$/),
      typ: "JWT",
    });
    expect(payloadOf(token)).toEqual({
      skypeid: asked.person.slice("8:".length),
      scp: 1792,
      csi: String(SECOND),
      iat: SECOND,
      exp: SECOND + 3600,
      rgn: "amer",
      acsScope: "chat,voip",
      resourceId: asked.tenant.resourceId,
      resourceLocation: "unitedstates",
    });
    expect(expiresAt).toBe(NOW + 3_600_000);
  });

  test("is verified by jose with the published keys", async () => {
    const { keys } = authority.jwks();
    const set = createLocalJWKSet({ keys: keys as JWK[] });
    const { payload, protectedHeader } = await jwtVerify(token, set, {
      currentDate: new Date(NOW),
    });
    expect(payload["skypeid"]).toBe(asked.person.slice("8:".length));
    expect(protectedHeader.kid).toBe(keys[0]?.["kid"]);
    expect(JSON.stringify(keys)).not.toMatch(/"(d|p|q|dp|dq|qi)":/);
  });

  test("is verified by its authority, the second time from memory", () => {
    const verified = authority.verify(token);
    expect(verified).toEqual({
      person: asked.person,
      issuedAt: SECOND,
      expiresAt: SECOND + 3600,
      scopes: ["chat", "voip"],
      resourceId: asked.tenant.resourceId,
    });
    expect(authority.verify(token)).toBe(verified);
  });

  test("is verified by any authority with the same key", () => {
    expect(createTokenAuthority(key).verify(token)).toMatchObject({ person: asked.person });
    expect(createTokenAuthority(key).issue(asked).token).toBe(token);
  });

  test("is verified long after it expired, since that is not a matter of the signature", () => {
    const old = authority.issue(order({ now: 0, lifetimeMinutes: 60 }));
    expect(authority.verify(old.token)).toMatchObject({ issuedAt: 0, expiresAt: 3600 });
  });

  test("is dated after the last revocation, even in the same second", () => {
    const tenant = newTenant();
    const { person } = order({ tenant });
    tenant.execute({ type: "revokeSessions", person }, NOW);
    const early = authority.issue(order({ tenant, person }));
    expect(authority.verify(early.token)).toMatchObject({
      issuedAt: SECOND + 1,
      expiresAt: SECOND + 3601,
    });
    expect(early.expiresAt).toBe((SECOND + 3601) * 1000);
    const late = authority.issue(order({ tenant, person, now: NOW + 5000 }));
    expect(authority.verify(late.token)).toMatchObject({ issuedAt: SECOND + 5 });
  });
});

test("a foreign key's token is refused, by us and by jose", async () => {
  const { token } = createTokenAuthority(foreignKey).issue(order());
  expect(authority.verify(token)).toBe("signatureMismatch");
  const set = createLocalJWKSet({ keys: authority.jwks().keys as JWK[] });
  await expect(jwtVerify(token, set, { currentDate: new Date(NOW) })).rejects.toThrow();
});

describe("a token is refused", () => {
  const pem = publicKey.export({ type: "spki", format: "pem" });
  const { token } = authority.issue(order());
  const [header = "", payload = "", signature = ""] = token.split(".");
  const hmacText = `${encoded({ alg: "HS256", typ: "JWT" })}.${payload}`;
  const hmac = createHmac("sha256", pem).update(hmacText).digest("base64url");
  const promoted = encoded({ ...payloadOf(token), skypeid: "acs:someone_else" });

  test.each([
    ["with no algorithm", "algorithmRefused", `${encoded({ alg: "none" })}.${payload}.`],
    [
      "with no algorithm in capitals",
      "algorithmRefused",
      `${encoded({ alg: "None" })}.${payload}.${signature}`,
    ],
    ["made with the public key as a secret", "algorithmRefused", `${hmacText}.${hmac}`],
    ["of a stronger algorithm", "algorithmRefused", forged(good, { alg: "RS512" })],
    ["whose algorithm is a list", "algorithmRefused", forged(good, { alg: ["RS256"] })],
    ["with nothing in its header", "algorithmRefused", forged(good, {})],
    ["whose header is no object", "malformed", forged(good, "null")],
    ["whose header is no JSON", "malformed", forged(good, "{")],
    ["with another payload", "signatureMismatch", `${header}.${promoted}.${signature}`],
    [
      "with another header",
      "signatureMismatch",
      `${encoded({ alg: "RS256" })}.${payload}.${signature}`,
    ],
    ["without its signature", "signatureMismatch", `${header}.${payload}.`],
    [
      "with half its signature",
      "signatureMismatch",
      `${header}.${payload}.${signature.slice(0, 100)}`,
    ],
    ["of a foreign key", "signatureMismatch", forged(good, { alg: "RS256" }, foreignKey)],
    ["that is empty", "malformed", ""],
    ["that is garbage", "malformed", "garbage"],
    ["of two parts", "malformed", `${header}.${payload}`],
    ["of four parts", "malformed", `${token}.${signature}`],
    ["with blanks around it", "malformed", ` ${token}`],
    ["with a line more", "malformed", `${token}\n`],
    ["padded as base64", "malformed", `${token}==`],
    ["with letters of another script", "malformed", `${header}.${payload}.ż${signature}`],
    ["that is huge", "malformed", forged({ ...good, filler: "x".repeat(100_000) })],
    ["of a hundred megabytes", "malformed", "a".repeat(100_000_000)],
    ["whose payload is no JSON", "claimsMalformed", forged("{")],
    ["whose payload is null", "claimsMalformed", forged("null")],
    ["whose payload is a list", "claimsMalformed", forged([good])],
  ])("%s: %s", (_case, problem, text) => {
    expect(authority.verify(text)).toBe(problem);
  });

  const { skypeid: _a, ...nobody } = good;
  const { acsScope: _b, ...scopeless } = good;
  const { resourceId: _c, ...homeless } = good;
  const { iat: _d, ...undated } = good;
  const { exp: _e, ...endless } = good;

  test.each([
    ["without a person", nobody],
    ["without scopes", scopeless],
    ["without a resource", homeless],
    ["without its time of issue", undated],
    ["without its end", endless],
    ["for an empty person", { ...good, skypeid: "" }],
    ["for a person that is a number", { ...good, skypeid: 7 }],
    ["with empty scopes", { ...good, acsScope: "" }],
    ["with a list of scopes", { ...good, acsScope: ["chat"] }],
    ["that ends with a text", { ...good, exp: "9999999999" }],
    ["that ends with null", { ...good, exp: null }],
    ["issued at a list", { ...good, iat: [SECOND] }],
  ])("%s though it is well signed", (_case, claims) => {
    expect(authority.verify(forged(claims))).toBe("claimsMalformed");
  });

  test("that ends never, which JSON can say", () => {
    const text = JSON.stringify(good).replace(`"exp":${good.exp}`, '"exp":1e999');
    expect(authority.verify(forged(text))).toBe("claimsMalformed");
  });
});

test("people of other scripts keep their names", () => {
  const claims = { ...good, skypeid: "acs:Zoë_李" };
  expect(authority.verify(forged(claims))).toMatchObject({ person: "8:acs:Zoë_李" });
});

test("no character of a token can be changed", () => {
  const { token } = authority.issue(order());
  expect(authority.verify(token)).toBeTypeOf("object");
  const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.";
  fc.assert(
    fc.property(fc.nat(token.length - 1), fc.constantFrom(...alphabet), (at, character) => {
      fc.pre(token[at] !== character);
      const text = token.slice(0, at) + character + token.slice(at + 1);
      expect(authority.verify(text)).toBeTypeOf("string");
    }),
    // The last character of a signature has bits that stand for nothing.
    { numRuns: 500, examples: [...alphabet.slice(0, 64)].map((one) => [token.length - 1, one]) },
  );
});

test("any text is verified or refused, never a crash", () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.string({ unit: "binary" }), fc.base64String()), (text) => {
      expect(authority.verify(text)).toBeTypeOf("string");
    }),
  );
});

test("the memory for tokens is bounded, and keeps those in use", () => {
  const bounded = createTokenAuthority(key, 10);
  const text = (index: number) => forged({ ...good, skypeid: `acs:${index}` });
  const first = text(0);
  const verified = bounded.verify(first);
  const second = text(1);
  const forgotten = bounded.verify(second);
  for (let index = 2; index < 12; index += 1) {
    bounded.verify(text(index));
    if (index % 3 === 0) expect(bounded.verify(first)).toBe(verified);
  }
  expect(bounded.verify(first)).toBe(verified);
  expect(bounded.verify(second)).not.toBe(forgotten);
  expect(bounded.verify(second)).toEqual(forgotten);
});

test("only an RSA private key of 2048 bits signs tokens", async () => {
  const { generateKeyPairSync } = await import("node:crypto");
  const privatePem = { type: "pkcs8", format: "pem" } as const;
  const short = generateKeyPairSync("rsa", { modulusLength: 1024 }).privateKey.export(privatePem);
  const curved = generateKeyPairSync("ed25519").privateKey.export(privatePem);
  const shown = publicKey.export({ type: "spki", format: "pem" });
  expect(isTokenKey(key)).toBe(true);
  for (const text of [short, curved, shown, "", "garbage", key.slice(0, 200)]) {
    expect(isTokenKey(String(text))).toBe(false);
    expect(() => createTokenAuthority(String(text))).toThrow("Cannot sign tokens");
  }
});
