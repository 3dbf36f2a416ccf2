// Which checks are wanted: by patterns such as `acs.messages.*`.

export interface Selection {
  /** Only checks that fit one of these; all when there is none. */
  readonly only: readonly string[];
  readonly skip: readonly string[];
}

export function isSelected(id: string, { only, skip }: Selection): boolean {
  if (skip.some((pattern) => fits(id, pattern))) return false;
  return only.length === 0 || only.some((pattern) => fits(id, pattern));
}

/** A star stands for any text. */
function fits(id: string, pattern: string): boolean {
  let at = 0;
  const parts = pattern.split("*");
  for (const [index, part] of parts.entries()) {
    const found = index === 0 ? (id.startsWith(part) ? 0 : -1) : id.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  // What follows the last star has to be the end.
  const last = parts.at(-1) ?? "";
  return parts.length === 1 ? id === pattern : id.endsWith(last);
}

/** The same items in an order that the seed decides; each seed has its own, always the same. */
export function shuffled<Item>(items: readonly Item[], seed: number): readonly Item[] {
  let state = seed >>> 0;
  // Mulberry32: small, and good enough to order a list with.
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return items
    .map((item) => ({ item, rank: next() }))
    .sort((one, other) => one.rank - other.rank)
    .map(({ item }) => item);
}
