// The next cell of a kind from a place that only moves forward, so that all searches together pass the line once.

import type { Cell } from "./cells.ts";
import type { Visits } from "./visits.ts";

/** The index of the first fitting cell at or after `from`, or the line's length; `from` must never go back. */
export type ForwardSearch = (from: number) => number;

export function forwardSearch(
  cells: readonly Cell[],
  isFitting: (cell: Cell) => boolean,
  visits: Visits,
): ForwardSearch {
  let found = -1;
  return (from) => {
    if (from <= found) return found;
    found = from;
    for (; found < cells.length; found += 1) {
      visits.count += 1;
      const cell = cells[found];
      if (cell !== undefined && isFitting(cell)) break;
    }
    return found;
  };
}
