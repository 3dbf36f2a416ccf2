// Takes the secrets out of one exchange or frame, wherever in it they stand again.

import {
  REDACTED,
  redactBody,
  redactHeaders,
  redactInputs,
  redactText,
} from "../../contracts/judge/redact.ts";
import { parseShallow } from "../../contracts/judge/shallow-json.ts";
import type { HeaderPairs } from "./headers.ts";

const secretField =
  /token|secret|passw(?:or)?d|^pass$|access_?key|api_?key|signature|credential|authorization|connection_?string|cookie|^sig$|^fkey$|^acct$|^session$|^s$|^e-?mail$/i;

/** Secrets of forms, pages, sockets' addresses, and of JSON inside of JSON; what is in the first group stays. */
const moreTexts: readonly RegExp[] = [
  /(\bfkey\\*["']?\s*[:=]\s*\\*["']?)[^\s&;,"'\\<>]+/gi,
  /((?<!\\)\\+"[\w-]*(?:token|secret|password|access_?key|signature|fkey|sig)\\+"\s*:\s*\\+")[^"\\]+/gi,
  /(\/events\/\d+\/)[\w-]{16,}/gi,
  // Such an address holds the email of its user. The host is looked for backwards, from the one place that ends it.
  /()(?<=\bopenid\.[\w.-]+\/user\/)[\w-]{16,}/gi,
];

/** What all of these and the tags of forms have in common; most texts have nothing of it. */
const mayHaveMore = /fkey|\\"|\/events\/|openid|<input/i;

const sentSecrets: readonly RegExp[] = [
  /"[\w-]*(?:token|secret|password|access_?key|signature)"\s*:\s*"([^"\\]+)"/gi,
  /\baccess_?key=([^&;,\s"'<]+)/gi,
];

/** Shorter texts stand for other things too. */
const LEARNT_MIN = 6;
const COOKIE_MIN = 16;
/** Each is looked for in all of the exchange; no client sends so many. What is beyond is hidden in its own place. */
const LEARNT_MAX = 100;

interface Sent {
  readonly headers: HeaderPairs;
  readonly url: string;
  readonly text: string | undefined;
}

export class Veil {
  /** Longest first, so that none is left in part. */
  readonly #learnt: readonly string[];

  /** Learns the secrets that came with the request, and those that the answer gave, by the places where such things stand. */
  constructor({ headers, url, text }: Sent, given: HeaderPairs) {
    const found = [...headers, ...given].flatMap(([name, value]) => secretsOfHeader(name, value));
    found.push(...secretsOfForm(url.split(/\?(.*)/s)[1] ?? ""));
    if (text !== undefined) {
      if (isForm(text)) found.push(...secretsOfForm(text));
      else for (const secret of sentSecrets) found.push(...matchesOf(text, secret));
    }
    const forms = found
      .filter((secret) => secret.length >= LEARNT_MIN && secret !== REDACTED)
      .flatMap((secret) => [secret, encodeURIComponent(secret.toWellFormed())]);
    this.#learnt = [...new Set(forms)]
      .slice(0, LEARNT_MAX)
      .sort((one, other) => other.length - one.length);
  }

  url(url: string): string {
    const [, before = "", query] = /^([^?]*)(?:\?(.*))?$/s.exec(url) ?? [];
    const path = this.text(before);
    return query === undefined ? path : `${path}?${this.text(withoutFields(query))}`;
  }

  headers(pairs: HeaderPairs): HeaderPairs {
    return pairs.map(([name, value]) => [name, this.#hide(redactedHeader(name, value))]);
  }

  /** The text itself, where nothing in it is secret. */
  body(text: string): string {
    if (isForm(text)) return this.text(withoutFields(text));
    return this.#hide(withoutSecrets(text));
  }

  /** A frame of socket.io has its JSON behind a few signs of its own. */
  frame(text: string): string {
    const start = /^[^{["]*/.exec(text)?.[0].length ?? 0;
    return this.text(text.slice(0, start)) + this.body(text.slice(start));
  }

  text(text: string): string {
    return this.#hide(redactText(text));
  }

  #hide(text: string): string {
    const bare = mayHaveMore.test(text) ? withoutMore(text) : text;
    return this.#learnt.reduce((rest, secret) => rest.replaceAll(secret, REDACTED), bare);
  }
}

/** As JSON, if it is that; only its secrets are written anew, so that the rest stays to the letter. */
function withoutSecrets(text: string): string {
  let isJson = true;
  let same = "";
  try {
    same = JSON.stringify(parseShallow(text));
  } catch {
    isJson = false;
  }
  if (!isJson) return redactText(text);
  const left = redactBody(text);
  return left === same || typeof left !== "string" ? text : left;
}

/** Most headers are the same in most exchanges. */
const knownHeaders = new Map<string, string>();
const KNOWN_MAX = 1000;

function redactedHeader(name: string, value: string): string {
  const line = `${name}: ${value}`;
  const known = knownHeaders.get(line);
  if (known !== undefined) return known;
  const [redacted = ""] = Object.values(redactHeaders([[name, value]]));
  if (knownHeaders.size >= KNOWN_MAX) knownHeaders.clear();
  knownHeaders.set(line, redacted);
  return redacted;
}

function withoutMore(text: string): string {
  const left = moreTexts.reduce((rest, secret) => rest.replace(secret, `$1${REDACTED}`), text);
  return redactInputs(left, secretField);
}

/** No JSON, page or frame starts like that. */
function isForm(text: string): boolean {
  return /^[\w.%+[\]*-]+=/.test(text);
}

function withoutFields(form: string): string {
  return form
    .split("&")
    .map((field) => {
      const [name, value] = pairOf(field);
      return value && secretField.test(decode(name)) ? `${name}=${REDACTED}` : field;
    })
    .join("&");
}

function secretsOfForm(form: string): string[] {
  return form
    .split("&")
    .map(pairOf)
    .filter(([name]) => secretField.test(decode(name)))
    .map(([, value]) => decode(value));
}

function secretsOfHeader(name: string, value: string): readonly string[] {
  switch (name.toLowerCase()) {
    case "authorization":
      return [
        ...matchesOf(value, /\b(?:bearer|basic)\s+(\S+)/gi),
        ...matchesOf(value, /\bsignature=(\S+)/gi),
      ];
    case "cookie":
      return value.split(";").flatMap(secretsOfCookie);
    case "set-cookie":
      return secretsOfCookie(value.split(";")[0] ?? "");
    case "x-skypetoken":
      return [value];
    default:
      return [];
  }
}

/** Its value, and the values in it; cookies also hold short words, such as a language, that stand for nothing secret. */
function secretsOfCookie(cookie: string): readonly string[] {
  const [, value] = pairOf(cookie.trim());
  const parts = value.split("&").map((part) => pairOf(part)[1]);
  return [value, ...parts].filter((part) => part.length >= COOKIE_MIN);
}

function pairOf(text: string): readonly [name: string, value: string] {
  const equals = text.indexOf("=");
  return equals < 0 ? [text, ""] : [text.slice(0, equals), text.slice(equals + 1)];
}

function matchesOf(text: string, pattern: RegExp): string[] {
  return [...text.matchAll(pattern)].map((match) => match[1] ?? "");
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll("+", " "));
  } catch {
    return text;
  }
}
