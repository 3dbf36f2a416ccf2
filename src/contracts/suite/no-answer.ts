// What is said when an endpoint gives no answer that could be judged: why, and what to do about it.

import type { RecordedRequest } from "./recorded.ts";

/** A request that got no answer that could be judged. */
export class NoAnswer extends Error {
  readonly code: string;

  constructor(code: string, message: string, cause?: unknown) {
    super(message, { cause });
    this.code = code;
  }

  /** Whether the request cannot have reached the endpoint, and so has made nothing. */
  get isUnsent(): boolean {
    return unsent.has(this.code);
  }
}

const unsent = new Set([
  "ECONNREFUSED",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "UND_ERR_CONNECT_TIMEOUT",
  "ERR_SSL_WRONG_VERSION_NUMBER",
  "ERR_TLS_CERT_ALTNAME_INVALID",
  "CERT_HAS_EXPIRED",
  "DEPTH_ZERO_SELF_SIGNED_CERT",
  "SELF_SIGNED_CERT_IN_CHAIN",
  "CERT_NOT_YET_VALID",
  "CERT_SIGNATURE_FAILURE",
  "UNABLE_TO_GET_ISSUER_CERT",
  "UNABLE_TO_GET_ISSUER_CERT_LOCALLY",
  "UNABLE_TO_VERIFY_LEAF_SIGNATURE",
]);

/** How a connection ends in the middle of a body. */
const cutOff = new Set(["UND_ERR_SOCKET", "ECONNRESET", "EPIPE"]);

const trust = "Give the CA that signed it with --ca, or take any certificate with --insecure.";

/** What is behind the codes that users meet, without the words of the libraries. */
const causes: Readonly<Record<string, string>> = {
  ECONNREFUSED: "nobody listens there.",
  ENOTFOUND: "there is no such host.",
  EAI_AGAIN: "its name cannot be looked up now.",
  ECONNRESET: "it broke the connection off.",
  UND_ERR_SOCKET: "it hung up without an answer. Is it http that it speaks, or https?",
  ERR_SSL_WRONG_VERSION_NUMBER: "it does not speak TLS. Is its URL one of http?",
  ERR_TLS_CERT_ALTNAME_INVALID: `its certificate is for another host. ${trust}`,
  CERT_HAS_EXPIRED: "its certificate has expired. Renew it, or take any with --insecure.",
  DEPTH_ZERO_SELF_SIGNED_CERT: `its certificate is signed by itself alone. ${trust}`,
  SELF_SIGNED_CERT_IN_CHAIN: `the CA of its certificate is not trusted. ${trust}`,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: `the CA of its certificate is not known. ${trust}`,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: `the CA of its certificate is not known. ${trust}`,
  UNABLE_TO_GET_ISSUER_CERT: `the CA of its certificate is not known. ${trust}`,
  CERT_SIGNATURE_FAILURE: `the CA of its certificate has not signed it. ${trust}`,
  CERT_NOT_YET_VALID: "its certificate is not valid yet. Take any with --insecure.",
  ERR_ASSERTION: "the status of its answer is none of HTTP.",
  UND_ERR_HEADERS_OVERFLOW: "the headers of its answer are too large.",
};

export interface Attempt {
  readonly request: RecordedRequest;
  readonly timeoutMs: number;
  /** Set once the status and the headers were there. */
  readonly status?: number;
}

/** What an error of the HTTP client comes to. */
export function noAnswer(error: unknown, { request, timeoutMs, status }: Attempt): NoAnswer {
  if (error instanceof NoAnswer) return error;
  const { method, url } = request;
  const { host } = new URL(url);
  const code = codeOf(error);
  if (code === "TimeoutError" || (code.includes("TIMEOUT") && !unsent.has(code))) {
    const seconds = timeoutMs / 1000;
    const text = `${host} did not answer ${method} within ${seconds} ${seconds === 1 ? "second" : "seconds"}.`;
    return new NoAnswer("TIMEOUT", text, error);
  }
  if (status !== undefined && cutOff.has(code)) {
    const text = `${host} broke its answer ${status} to ${method} off before it was whole.`;
    return new NoAnswer("TRUNCATED", text, error);
  }
  if (status !== undefined) {
    return malformed(
      request,
      `${status} with a body that breaks HTTP (${messageOf(error, code)})`,
      error,
    );
  }
  const cause = causes[code] ?? `${messageOf(error, code)}.`;
  return new NoAnswer(code, `${host} could not be asked: ${cause}`, error);
}

export function tooLarge(request: RecordedRequest, max: number): NoAnswer {
  const { host } = new URL(request.url);
  const text = `${host} answered with more than ${max / 1024 / 1024} MB, which was not read to its end.`;
  return new NoAnswer("BODY_TOO_LARGE", text);
}

/** `how` completes "It answered …". */
export function malformed(request: RecordedRequest, how: string, cause?: unknown): NoAnswer {
  const { host } = new URL(request.url);
  return new NoAnswer("MALFORMED", `${host} answered ${request.method} ${how}.`, cause);
}

function messageOf(error: unknown, code: string): string {
  const message = error instanceof Error ? (error.message.split("\n")[0] ?? "") : String(error);
  return (message || code).trim().replace(/\.$/, "");
}

function codeOf(error: unknown): string {
  if (typeof error !== "object" || error === null) return "UNKNOWN";
  const code: unknown = Reflect.get(error, "code");
  if (typeof code === "string") return code;
  const cause: unknown = Reflect.get(error, "cause");
  if (cause !== undefined) return codeOf(cause);
  const name: unknown = Reflect.get(error, "name");
  return typeof name === "string" ? name : "UNKNOWN";
}
