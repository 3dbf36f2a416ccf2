// Finds people by the beginning of their names, for mentions and for searching, without going through all of them.

import type { PersonId } from "../../engine/ids.ts";
import { normaliseName } from "./markdown/index.ts";

/** Mentions have at least so many characters, so that one bucket holds all that may fit. */
const PREFIX_MAX = 3;

export class NameIndex {
  readonly #names = new Map<PersonId, string>();
  readonly #buckets = new Map<string, Set<PersonId>>();

  set(person: PersonId, name: string): void {
    const before = this.#names.get(person);
    if (before !== undefined) {
      for (const prefix of prefixes(before)) this.#buckets.get(prefix)?.delete(person);
    }
    const normal = normaliseName(name);
    this.#names.set(person, normal);
    for (const prefix of prefixes(normal)) {
      const bucket = this.#buckets.get(prefix);
      if (bucket) bucket.add(person);
      else this.#buckets.set(prefix, new Set([person]));
    }
  }

  clear(): void {
    this.#names.clear();
    this.#buckets.clear();
  }

  /** Those whose names begin so; `start` is normalised. */
  startingWith(start: string): PersonId[] {
    if (start === "") return [];
    const bucket = this.#buckets.get(start.slice(0, PREFIX_MAX)) ?? [];
    return [...bucket].filter((person) => this.#names.get(person)?.startsWith(start));
  }
}

function prefixes(name: string): string[] {
  return Array.from({ length: Math.min(PREFIX_MAX, name.length) }, (_, at) =>
    name.slice(0, at + 1),
  );
}
