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
