// Which headers a journal shows: those that a test may ask for, and none that differ from run to run.

import { headerPairs } from "../../contracts/judge/received.ts";
import type { KeptHttp } from "./note.ts";

export type HeaderPairs = readonly (readonly [name: string, value: string])[];

/** What is asked for where a reader cannot be iterated. */
const known = [
  "accept",
  "authorization",
  "content-type",
  "cookie",
  "idempotency-token",
  "if-match",
  "if-none-match",
  "image-filename",
  "origin",
  "range",
  "referer",
  "repeatability-request-id",
  "x-emulator-wire",
  "x-ms-return-client-request-id",
  "x-requested-with",
  "x-skypetoken",
] as const;

/** Of the connection, the machine, the moment, or somebody's tracing. */
const passing = new RegExp(
  [
    "host|connection|keep-alive|te|trailer|transfer-encoding|upgrade|expect|via|forwarded|dnt|priority|pragma|date",
    "proxy-.*|sec-.*|x-forwarded-.*|x-real-ip|accept-encoding|accept-language|user-agent|x-ms-useragent",
    "x-ms-date|x-ms-content-sha256|repeatability-first-sent|x-emulator-original-host",
    "x-ms-client-request-id|client-request-id|ms-cv|x-processing-time|x-request-id|x-correlation-id",
    "request-id|correlation-context|traceparent|tracestate|baggage|sentry-.*|b3|x-b3-.*|x-datadog-.*|x-amzn-.*|cf-.*",
  ]
    .map((names) => `^(?:${names})$`)
    .join("|"),
);

/** Of a request this one tells nothing that its body does not tell. */
const LENGTH = "content-length";

export function sentHeaders({ headers, table }: Pick<KeptHttp, "headers" | "table">): HeaderPairs {
  if (table) return headerPairs(table);
  if (isIterable(headers)) return [...headers];
  return known.flatMap((name) => {
    const value = headers.get(name);
    return value === null ? [] : [[name, value] as const];
  });
}

export function isLasting(name: string): boolean {
  return !passing.test(name.toLowerCase());
}

export function isLastingOfRequest(name: string): boolean {
  return name.toLowerCase() !== LENGTH && isLasting(name);
}

/** By name in lower case, sorted; several values of a name are one, separated by commas. */
export function headerRecord(pairs: HeaderPairs): Record<string, string> {
  const values = new Map<string, string>();
  for (const [name, value] of pairs) {
    const key = name.toLowerCase();
    const before = values.get(key);
    values.set(key, before === undefined ? value : `${before}, ${value}`);
  }
  return Object.fromEntries([...values].sort(([one], [other]) => (one < other ? -1 : 1)));
}

function isIterable(
  headers: KeptHttp["headers"],
): headers is KeptHttp["headers"] & Iterable<[string, string]> {
  return Symbol.iterator in headers;
}
