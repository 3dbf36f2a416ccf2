// The signature by which a resource's own requests are known: HMAC-SHA256 with its access key.

import { createHash, createHmac, timingSafeEqual } from "node:crypto";
import type { HeaderReader } from "../dialect.ts";

export type SignatureProblem =
  | "missing"
  | "malformed"
  | "headerMissing"
  | "dateMissing"
  | "dateMalformed"
  | "dateSkewed"
  | "bodyMismatch"
  | "signatureMismatch";

export interface SignedRequest {
  readonly method: string;
  /** Path and query as they came over the wire: some clients escape them before signing, some do not. */
  readonly target: string;
  readonly body: Uint8Array;
  readonly headers: HeaderReader;
  /** The host as the server knows it; the Host header, where there is one, counts as well. */
  readonly hosts: readonly string[];
  /** Base64. */
  readonly accessKey: string;
  /** Milliseconds since the epoch by the clock that clients go by. */
  readonly now: number;
}

export interface RequestToSign {
  readonly method: string;
  readonly target: string;
  readonly body?: Uint8Array;
  readonly host: string;
  readonly accessKey: string;
  readonly now: number;
  /** `date` is what identity SDKs up to 1.0.0-beta.5 sign in Node. */
  readonly dateHeader?: DateHeader;
}

type DateHeader = "date" | "x-ms-date";

const HASH_HEADER = "x-ms-content-sha256";

/** How far a client's clock may be off (assumed: what other Azure services allow). */
const SKEW_MAX_MS = 15 * 60_000;

/** Undefined when the request was signed with the key. */
export function verifySignature(request: SignedRequest): SignatureProblem | undefined {
  const { headers, body, now } = request;
  const header = headers.get("authorization");
  if (header === null) return "missing";
  const signed = parseAuthorization(header);
  if (!signed) return "malformed";
  const dateProblem = problemOfDate(headers.get(signed.dateHeader), now);
  if (dateProblem) return dateProblem;
  if (!isSameText(headers.get(HASH_HEADER) ?? "", hashOf(body))) return "bodyMismatch";
  if (signed.names.some((name) => name !== "host" && headers.get(name) === null)) {
    return "headerMissing";
  }
  const key = decodeAccessKey(request.accessKey);
  const isSigned = hostForms(request).some((host) => {
    const values = signed.names.map((name) => (name === "host" ? host : (headers.get(name) ?? "")));
    return isSameText(signed.signature, hmacOf(key, request, values));
  });
  return isSigned ? undefined : "signatureMismatch";
}

/** The headers that make a request a signed one. */
export function signRequest(request: RequestToSign): Record<string, string> {
  const { host, body = new Uint8Array(), dateHeader = "x-ms-date" } = request;
  const date = new Date(request.now).toUTCString();
  const hash = hashOf(body);
  const signature = hmacOf(decodeAccessKey(request.accessKey), request, [date, host, hash]);
  return {
    host,
    [dateHeader]: date,
    [HASH_HEADER]: hash,
    authorization: `HMAC-SHA256 SignedHeaders=${dateHeader};host;${HASH_HEADER}&Signature=${signature}`,
  };
}

/** The bytes of an access key; throws when the text is not base64, as SDKs would do later and worse. */
export function decodeAccessKey(text: string): Buffer {
  if (!/^(?=.)(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(text)) {
    throw new Error(
      "Cannot use the access key: it is not base64. Encode the key's bytes as base64, with its padding.",
    );
  }
  return Buffer.from(text, "base64");
}

interface Authorization {
  /** The signed headers, in the order in which they are signed. */
  readonly names: readonly string[];
  readonly dateHeader: DateHeader;
  readonly signature: string;
}

/** Undefined as well when the date, the host or the body is left unsigned. */
function parseAuthorization(header: string): Authorization | undefined {
  const [, list, signature] =
    /^HMAC-SHA256 SignedHeaders=([\w;-]+)&Signature=([A-Za-z0-9+/]{43}=)$/.exec(header) ?? [];
  if (list === undefined || signature === undefined) return undefined;
  const names = list.toLowerCase().split(";");
  const dateHeader = (["x-ms-date", "date"] as const).find((name) => names.includes(name));
  if (!dateHeader || !names.includes("host") || !names.includes(HASH_HEADER)) return undefined;
  return { names, dateHeader, signature };
}

function problemOfDate(text: string | null, now: number): SignatureProblem | undefined {
  if (text === null) return "dateMissing";
  const date = Date.parse(text);
  if (Number.isNaN(date)) return "dateMalformed";
  return Math.abs(now - date) > SKEW_MAX_MS ? "dateSkewed" : undefined;
}

/**
 * @azure/communication-common up to 2.3.1 signs the port twice, `127.0.0.1:2428:2428`; in Node it
 * sends that as the Host too, in a browser it cannot.
 */
function hostForms({ headers, hosts }: SignedRequest): string[] {
  const sent = headers.get("host");
  const known = sent === null ? hosts : [sent, ...hosts];
  return known.flatMap((host) => [host, host.replace(/(:\d+)$/, "$1$1")]);
}

function hmacOf(
  key: Buffer,
  { method, target }: Pick<SignedRequest, "method" | "target">,
  values: readonly string[],
): string {
  const text = `${method.toUpperCase()}\n${target}\n${values.join(";")}`;
  return createHmac("sha256", key).update(text).digest("base64");
}

function hashOf(body: Uint8Array): string {
  return createHash("sha256").update(body).digest("base64");
}

/** Compared as text, since the last character of base64 can be changed without changing the bytes. */
function isSameText(left: string, right: string): boolean {
  const [leftBytes, rightBytes] = [Buffer.from(left), Buffer.from(right)];
  return leftBytes.length === rightBytes.length && timingSafeEqual(leftBytes, rightBytes);
}
