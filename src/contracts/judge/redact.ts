// Takes secrets out of whatever is shown of an exchange: tokens, keys, signatures, passwords, cookies, and the addresses of clients.

import type { Exchange, HeadersLike, Violation } from "./exchange.ts";
import { headerPairs } from "./received.ts";
import { parseShallow } from "./shallow-json.ts";

export const REDACTED = "<redacted>";

const secretHeader =
  /token|secret|cookie|authoriz|authentication|signature|(?:^|-)key$|^x-forwarded|^forwarded$/i;

const secretProperty =
  /token|secret|passw(?:or)?d|access_?key|api_?key|signature|credential|authorization|connection_?string|^sig$|^cookie$|^fkey$|^acct$/i;

/**
 * Secrets within longer texts; what is in the first group stays. Each takes time that grows with the text alone:
 * what one of them has read in vain, it does not read again from a later start.
 */
const secretTexts: readonly RegExp[] = [
  /()\beyJ[\w-]{10,}(?:\.[\w-]*){0,2}/g,
  /(\b(?:access_?key|sig|signature|[a-z_]*token|client_secret|password|fkey)=)[^&;,\s"'<]+/gi,
  /("[\w-]*(?:token|secret|password|access_?key|signature)"\s*:\s*")[^"]+/gi,
  /(\b(?:bearer|basic)\s+)[\w.~+/-]{16,}=*/gi,
  /(:\/\/)[^/@\s"']+(?=@)/g,
  // Stack Exchange: the cookie of a login.
  /(\b(?:acct|prov|sechatusr|chatusr)=)[^;,\s"'<]+/g,
  // The front-end also has the key in scripts, such as fkey: "…" or fkey("…").
  /(\bfkey["']?\s*[:(]\s*["'])[^"']+/gi,
];

const socketAddress = /\bwss?:\/\/[^\s"'<]*/gi;
/** Says who listens. */
const listener = /(\/events\/\d+\/)[\w-]+/g;

/** Up to its end, or to that of a text which was cut short. */
const inputTag = /<input\b[^>]*>?/gi;
const inputName = /\b(?:name|id)\s*=\s*["']?([\w-]+)/gi;
const inputValue = /(\bvalue\s*=\s*)(?:"[^"]*"?|'[^']*'?|[^\s"'>]+)/gi;
const secretInput = /^(?:fkey|session)$/i;

export function redactText(text: string): string {
  const left = secretTexts.reduce((rest, secret) => rest.replace(secret, `$1${REDACTED}`), text);
  return redactInputs(
    left.replace(socketAddress, (url) => url.replace(listener, `$1${REDACTED}`)),
    secretInput,
  );
}

/** A field of a form, on a page, loses its value when its name or id is such a one. */
export function redactInputs(text: string, secret: RegExp): string {
  return text.replace(inputTag, (tag) => {
    const isSecret = [...tag.matchAll(inputName)].some(([, name = ""]) => secret.test(name));
    return isSecret ? tag.replace(inputValue, `$1"${REDACTED}"`) : tag;
  });
}

/** The same exchange without its secrets. */
export function redactExchange<Given extends Omit<Exchange, "vendor">>(exchange: Given): Given {
  const { request, response } = exchange;
  return {
    ...exchange,
    request: {
      ...request,
      url: redactText(request.url),
      ...(request.headers && { headers: redactHeaders(request.headers) }),
      ...(request.body !== undefined && { body: redactBody(request.body) }),
    },
    response: {
      ...response,
      ...(response.headers && { headers: redactHeaders(response.headers) }),
      ...(response.body !== undefined && { body: redactBody(response.body) }),
    },
  };
}

export function redactHeaders(headers: HeadersLike): Record<string, string> {
  const redacted: Record<string, string> = {};
  for (const [name, value] of headerPairs(headers)) redacted[name] = redactHeader(name, value);
  return redacted;
}

/** A text is redacted as the JSON that it may be. */
export function redactBody(body: unknown): unknown {
  if (typeof body !== "string") return redactValue(body);
  try {
    return JSON.stringify(redactValue(parseShallow(body)));
  } catch {
    return redactText(body);
  }
}

/** What a violation shows comes from one place of the answer, whose name tells whether it is secret. */
export function redactViolation(violation: Violation): Violation {
  const { pointer, expected, actual } = violation;
  const name = pointer.slice(pointer.lastIndexOf("/") + 1);
  const redact = pointer.startsWith("/headers/")
    ? (value: unknown) => (typeof value === "string" ? redactHeader(name, value) : value)
    : (value: unknown) => redactProperty(name, value);
  return { ...violation, expected: redactValue(expected), actual: redact(actual) };
}

function redactHeader(name: string, value: string): string {
  if (!secretHeader.test(name)) return redactText(value);
  const scheme = /^(?:bearer|basic|hmac-sha256)(?= )/i.exec(value)?.[0];
  return scheme ? `${scheme} ${REDACTED}` : REDACTED;
}

function redactProperty(name: string, value: unknown): unknown {
  if (!secretProperty.test(name) || /scopes$/i.test(name)) return redactValue(value);
  if (Array.isArray(value)) return value.map((item) => redactProperty(name, item));
  return typeof value === "string" ? REDACTED : redactValue(value);
}

function redactValue(value: unknown): unknown {
  if (typeof value === "string") return redactText(value);
  if (Array.isArray(value)) return value.map(redactValue);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [name, redactProperty(name, inner)]),
  );
}
