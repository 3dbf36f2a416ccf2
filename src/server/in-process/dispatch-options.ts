// Reads what undici gives to a dispatcher about a request: its url and its headers, in each form that they may have.

import type { Dispatcher } from "undici";

/** The Host that a client sets wins over the address it connects to, as on a socket. */
export function urlOf(
  { origin, path, query }: Dispatcher.DispatchOptions,
  headers: Headers,
): string {
  if (/^https?:\/\//i.test(path)) return path;
  const base = new URL(String(origin));
  const host = headers.get("host") ?? base.host;
  const search = query ? `?${new URLSearchParams(Object.entries(query).flatMap(pairsOf))}` : "";
  return `${base.protocol}//${host}${path}${search}`;
}

export function headersOf(source: Dispatcher.DispatchOptions["headers"]): Headers {
  const headers = new Headers();
  for (const entry of entriesOf(source)) {
    for (const [name, value] of pairsOf(entry)) headers.append(name, value);
  }
  return headers;
}

function entriesOf(source: object | null | undefined): [string, unknown][] {
  if (!source) return [];
  if (!isIterable(source) || !(Symbol.iterator in source)) return Object.entries(source);
  const items: unknown[] = Array.from(source);
  return items.flatMap((item, index): [string, unknown][] => {
    if (Array.isArray(item)) return [[String(item[0]), item[1]]];
    // A flat list: names at even places, each followed by its value.
    return index % 2 === 0 ? [[String(item), items[index + 1]]] : [];
  });
}

function pairsOf([name, value]: [string, unknown]): [string, string][] {
  const values = Array.isArray(value) ? value : [value];
  return values
    .filter((one) => one !== undefined && one !== null)
    .map((one): [string, string] => [name, String(one)]);
}

export function isIterable(value: unknown): value is AsyncIterable<unknown> | Iterable<unknown> {
  return (
    typeof value === "object" &&
    value !== null &&
    (Symbol.asyncIterator in value || Symbol.iterator in value)
  );
}
