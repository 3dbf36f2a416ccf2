// Issues and verifies the tokens of users: RS256 JWTs with the claims that the service's have.
// Both are synchronous with node:crypto, for the hot path; jose would add a promise to every request
// and some 50 ms to the start. The tests hold the tokens against jose.

import {
  createHash,
  createHmac,
  createPrivateKey,
  createPublicKey,
  generateKeyPair,
  type JsonWebKey,
  type KeyObject,
  sign,
  verify,
} from "node:crypto";
import { promisify } from "node:util";
import type { PersonId } from "../../engine/ids.ts";
import { DEFAULT_WORLD, type Tenant } from "../../tenant.ts";

export interface TokenAuthority {
  issue(order: TokenOrder): IssuedToken;
  /** Whether the token is one of ours and whole; whether it is still good is for the caller to say. */
  verify(text: string): VerifiedToken | TokenProblem;
  /** A secret text for these words, which only the holder of the key can make. */
  seal(words: string): string;
  /** The public key, as a JWK set. */
  jwks(): { readonly keys: readonly JsonWebKey[] };
}

export interface TokenOrder {
  /** `8:acs:…` */
  readonly person: PersonId;
  readonly scopes: readonly string[];
  readonly lifetimeMinutes: number;
  readonly tenant: Pick<Tenant, "resourceId" | "world" | "engine">;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

export interface IssuedToken {
  readonly token: string;
  /** Milliseconds since the epoch; the token's own `exp` leaves out the fraction of a second. */
  readonly expiresAt: number;
}

export interface VerifiedToken {
  /** `8:acs:…` */
  readonly person: string;
  /** Seconds since the epoch, as in the token. */
  readonly issuedAt: number;
  readonly expiresAt: number;
  readonly scopes: readonly string[];
  readonly resourceId: string;
  /** The world of the emulator that it was issued in; tokens of the default one do not say. */
  readonly world?: string;
}

export type TokenProblem =
  | "malformed"
  | "algorithmRefused"
  | "signatureMismatch"
  | "claimsMalformed";

const KEY_BITS = 2048;
/** Ours have about 700 characters. */
const LENGTH_MAX = 8192;
const REMEMBERED_MAX = 10_000;

/** Makes a private key as PEM text, for someone to keep: it takes 100 ms and more. */
export async function makeTokenKey(): Promise<string> {
  const { privateKey } = await promisify(generateKeyPair)("rsa", {
    modulusLength: KEY_BITS,
    publicKeyEncoding: { type: "spki", format: "pem" },
    privateKeyEncoding: { type: "pkcs8", format: "pem" },
  });
  return privateKey;
}

/** Whether a text, such as a kept file's, is a private key that can sign tokens. */
export function isTokenKey(text: string): boolean {
  return parseKey(text) !== undefined;
}

/** It remembers that many verified tokens. */
export function createTokenAuthority(
  privateKeyPem: string,
  rememberedMax = REMEMBERED_MAX,
): TokenAuthority {
  const key = parseKey(privateKeyPem);
  if (!key) {
    throw new Error(
      `Cannot sign tokens: the key is no RSA private key of ${KEY_BITS} bits or more in PEM. Make one with makeTokenKey.`,
    );
  }
  return new KeyedAuthority(key, new RecentTokens(rememberedMax));
}

class KeyedAuthority implements TokenAuthority {
  readonly #privateKey: KeyObject;
  readonly #publicKey: KeyObject;
  readonly #keyId: string;
  /** The header is the same for all tokens. */
  readonly #header: string;
  readonly #verified: RecentTokens;
  readonly #sealKey: Buffer;

  constructor(privateKey: KeyObject, verified: RecentTokens) {
    const secret = privateKey.export({ type: "pkcs8", format: "der" });
    this.#sealKey = createHash("sha256").update("seal").update(secret).digest();
    this.#verified = verified;
    this.#privateKey = privateKey;
    this.#publicKey = createPublicKey(privateKey);
    // The service's `x5t` is the thumbprint of a certificate; ours is the key's.
    const der = this.#publicKey.export({ type: "spki", format: "der" });
    const x5t = createHash("sha1").update(der).digest("base64url");
    this.#keyId = x5t;
    this.#header = encode({ alg: "RS256", kid: x5t, x5t, typ: "JWT" });
  }

  issue({ person, scopes, lifetimeMinutes, tenant, now }: TokenOrder): IssuedToken {
    // A token tells its age in whole seconds: one issued right after a revocation must not look like those revoked.
    const revokedAt = tenant.engine.state.people.get(person)?.sessionsRevokedAt;
    const notBefore = revokedAt === undefined ? 0 : (Math.floor(revokedAt / 1000) + 1) * 1000;
    const issuedAt = Math.max(now, notBefore);
    const expiresAt = issuedAt + lifetimeMinutes * 60_000;
    const iat = Math.floor(issuedAt / 1000);
    const payload = encode({
      skypeid: person.replace(/^8:/, ""),
      scp: 1792,
      csi: String(iat),
      iat,
      exp: Math.floor(expiresAt / 1000),
      rgn: "amer",
      acsScope: scopes.join(","),
      resourceId: tenant.resourceId,
      resourceLocation: "unitedstates",
      // The service's have no such claim. A fork has the resource of its origin, and only this tells them apart.
      ...(tenant.world !== DEFAULT_WORLD && { emulatorWorld: tenant.world }),
    });
    const signed = `${this.#header}.${payload}`;
    const signature = sign("RSA-SHA256", Buffer.from(signed), this.#privateKey);
    return { token: `${signed}.${signature.toString("base64url")}`, expiresAt };
  }

  verify(text: string): VerifiedToken | TokenProblem {
    const known = this.#verified.get(text);
    if (known) return known;
    const token = this.#verifyAnew(text);
    // Bad tokens are not kept: they could push the good ones out.
    if (typeof token !== "string") this.#verified.set(text, token);
    return token;
  }

  seal(words: string): string {
    return createHmac("sha256", this.#sealKey).update(words).digest("base64url");
  }

  jwks(): { readonly keys: readonly JsonWebKey[] } {
    const jwk = this.#publicKey.export({ format: "jwk" });
    return { keys: [{ ...jwk, kid: this.#keyId, alg: "RS256", use: "sig" }] };
  }

  #verifyAnew(text: string): VerifiedToken | TokenProblem {
    if (text.length > LENGTH_MAX) return "malformed";
    const [, header, payload, signature] = /^([\w-]+)\.([\w-]+)\.([\w-]*)$/.exec(text) ?? [];
    if (header === undefined || payload === undefined || signature === undefined) {
      return "malformed";
    }
    const decoded = decode(header);
    if (!decoded) return "malformed";
    if (decoded["alg"] !== "RS256") return "algorithmRefused";
    const bytes = Buffer.from(signature, "base64url");
    // Only one spelling of a signature counts.
    const isSigned =
      bytes.toString("base64url") === signature &&
      verify("RSA-SHA256", Buffer.from(`${header}.${payload}`), this.#publicKey, bytes);
    return isSigned ? readClaims(decode(payload)) : "signatureMismatch";
  }
}

/**
 * Keeps what was asked for of late: when the younger half is full it becomes the older one, whose
 * entries are forgotten unless asked for again. A hit costs one look-up, not a reordering.
 */
class RecentTokens {
  #younger = new Map<string, VerifiedToken>();
  #older: ReadonlyMap<string, VerifiedToken> = new Map();
  readonly #halfMax: number;

  constructor(max: number) {
    this.#halfMax = max / 2;
  }

  get(text: string): VerifiedToken | undefined {
    const young = this.#younger.get(text);
    if (young) return young;
    const old = this.#older.get(text);
    if (old) this.set(text, old);
    return old;
  }

  set(text: string, token: VerifiedToken): void {
    if (this.#younger.size >= this.#halfMax) {
      this.#older = this.#younger;
      this.#younger = new Map();
    }
    this.#younger.set(text, token);
  }
}

function readClaims(
  claims: Readonly<Record<string, unknown>> | undefined,
): VerifiedToken | TokenProblem {
  if (!claims) return "claimsMalformed";
  const { skypeid, acsScope, resourceId, iat, exp, emulatorWorld } = claims;
  const isWhole =
    isText(skypeid) && isText(acsScope) && isText(resourceId) && isSecond(iat) && isSecond(exp);
  if (!isWhole) return "claimsMalformed";
  return {
    person: `8:${skypeid}`,
    issuedAt: iat,
    expiresAt: exp,
    scopes: acsScope.split(","),
    resourceId,
    ...(isText(emulatorWorld) && { world: emulatorWorld }),
  };
}

function isText(value: unknown): value is string {
  return typeof value === "string" && value !== "";
}

function isSecond(value: unknown): value is number {
  return typeof value === "number" && Number.isFinite(value);
}

function encode(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString("base64url");
}

function decode(part: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(Buffer.from(part, "base64url").toString("utf8"));
    return typeof value === "object" && value !== null ? { ...value } : undefined;
  } catch {
    return undefined;
  }
}

function parseKey(pem: string): KeyObject | undefined {
  try {
    const key = createPrivateKey(pem);
    const bits = key.asymmetricKeyDetails?.modulusLength ?? 0;
    return key.asymmetricKeyType === "rsa" && bits >= KEY_BITS ? key : undefined;
  } catch {
    return undefined;
  }
}
