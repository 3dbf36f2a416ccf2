// Takes a request's URL apart without normalising it: odd paths such as `//chat/threads` are real.

import type { Query } from "../dialects/dialect.ts";

export interface Target {
  /** Scheme and authority, without a final slash. */
  readonly origin: string;
  /** As it came, still escaped. */
  readonly path: string;
  /** Path and query as they came. */
  readonly pathAndQuery: string;
  /** The path's parts, unescaped; empty ones are left out. */
  readonly segments: readonly string[];
  readonly query: Query;
}

/**
 * `clientScheme` is the scheme that the client believes in, where it differs from the one on the wire: links must
 * carry it, or a client that insists on https refuses to follow them.
 */
export function parseTarget(url: string, clientScheme: string | null = null): Target {
  const authorityStart = url.indexOf("://") + 3;
  const pathStart = url.indexOf("/", authorityStart);
  const authority =
    pathStart < 0 ? url.slice(authorityStart) : url.slice(authorityStart, pathStart);
  const isHttps = clientScheme === null ? url.startsWith("https:") : clientScheme === "https";
  const origin = `${isHttps ? "https" : "http"}://${authority}`;
  const rest = pathStart < 0 ? "/" : url.slice(pathStart);
  const hash = rest.indexOf("#");
  const pathAndQuery = hash < 0 ? rest : rest.slice(0, hash);
  const mark = pathAndQuery.indexOf("?");
  const path = mark < 0 ? pathAndQuery : pathAndQuery.slice(0, mark);
  return {
    origin,
    path,
    pathAndQuery,
    segments: segmentsOf(path),
    query: mark < 0 ? {} : parseQuery(pathAndQuery.slice(mark + 1)),
  };
}

/** An object without a prototype, so that `__proto__` is a name like any other, and yet as fast as one with. */
const QueryValues = function QueryValues() {} as unknown as new () => Record<string, string>;
QueryValues.prototype = Object.create(null);

function segmentsOf(path: string): string[] {
  const segments: string[] = [];
  let start = 0;
  while (start < path.length) {
    const slash = path.indexOf("/", start);
    const end = slash < 0 ? path.length : slash;
    if (end > start) segments.push(decodeText(path.slice(start, end)));
    start = end + 1;
  }
  return segments;
}

/** The first value of a name counts. */
export function parseQuery(text: string): Query {
  const query = new QueryValues();
  for (let start = 0; start < text.length; ) {
    const next = text.indexOf("&", start);
    const end = next < 0 ? text.length : next;
    if (end > start) readParameter(query, text.slice(start, end));
    start = end + 1;
  }
  return query;
}

function readParameter(query: Record<string, string>, part: string): void {
  const equals = part.indexOf("=");
  const name = decodeForm(equals < 0 ? part : part.slice(0, equals));
  if (query[name] === undefined) query[name] = equals < 0 ? "" : decodeForm(part.slice(equals + 1));
}

/** In a query a plus sign stands for a space. */
function decodeForm(text: string): string {
  return decodeText(text.includes("+") ? text.replaceAll("+", " ") : text);
}

/** A broken escape stays as it is; whoever reads the value says what is wrong with it. */
function decodeText(text: string): string {
  if (!text.includes("%")) return text;
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
