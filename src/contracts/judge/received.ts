// An answer in one form, whatever form it was recorded in: headers in lower case, the body read once.

import type { ExchangeResponse, HeadersLike } from "./exchange.ts";
import { parseShallow } from "./shallow-json.ts";

export type ReceivedBody =
  | { readonly kind: "empty" }
  | { readonly kind: "json"; readonly value: unknown }
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "unknown" };

export interface Received {
  readonly status: number;
  /** Undefined when none were recorded. */
  readonly headers: ReadonlyMap<string, string> | undefined;
  readonly body: ReceivedBody;
}

export function receive(response: ExchangeResponse): Received {
  const map = response.headers === undefined ? undefined : headerMap(response.headers);
  const headers = map && map.size > 0 ? map : undefined;
  return { status: response.status, headers, body: bodyOf(response, headers) };
}

export function headerMap(headers: HeadersLike): ReadonlyMap<string, string> {
  const map = new Map<string, string>();
  for (const [name, value] of headerPairs(headers)) {
    const key = name.toLowerCase();
    const before = map.get(key);
    map.set(key, before === undefined ? value : `${before}, ${value}`);
  }
  return map;
}

export function headerPairs(headers: HeadersLike): readonly (readonly [string, string])[] {
  if (isIterable(headers)) return [...headers];
  return Object.entries(headers).flatMap(([name, value]) =>
    value === undefined ? [] : [value].flat().map((one): [string, string] => [name, one]),
  );
}

function isIterable(
  headers: HeadersLike,
): headers is Iterable<readonly [name: string, value: string]> {
  return Symbol.iterator in headers;
}

function bodyOf(
  { body, isBodyUnknown }: ExchangeResponse,
  headers: ReadonlyMap<string, string> | undefined,
): ReceivedBody {
  if (isBodyUnknown) return { kind: "unknown" };
  if (body === undefined) {
    return headers && !tellsOfBody(headers) ? { kind: "empty" } : { kind: "unknown" };
  }
  if (body === null || body === "") return { kind: "empty" };
  return typeof body === "string" ? parse(body) : { kind: "json", value: body };
}

/** Many a recorder leaves bodies out: headers that only come with a body betray it. */
function tellsOfBody(headers: ReadonlyMap<string, string>): boolean {
  const length = headers.get("content-length");
  return length === undefined ? headers.has("content-type") : length.trim() !== "0";
}

function parse(text: string): ReceivedBody {
  try {
    return { kind: "json", value: parseShallow(text.replace(/^\uFEFF/, "")) };
  } catch {
    return { kind: "text", text };
  }
}
