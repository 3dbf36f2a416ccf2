// Code between backticks: each span becomes a single cell in which nothing else is read.

import type { Cell } from "./cells.ts";
import type { Visits } from "./visits.ts";

interface Run {
  readonly start: number;
  readonly length: number;
}

export function joinCodeSpans(cells: readonly Cell[], visits: Visits): Cell[] {
  const runs = backtickRuns(cells, visits);
  const closerOf = closers(runs);
  const joined: Cell[] = [];
  let copied = 0;
  for (let index = 0; index < runs.length; index += 1) {
    visits.count += 1;
    const open = runs[index];
    if (open === undefined || /^\w$/.test(cells[open.start - 1]?.char ?? "")) continue;
    const closer = closerOf(open.length, index);
    const close = closer === undefined ? undefined : runs[closer];
    if (closer === undefined || close === undefined) continue;
    for (const cell of cells.slice(copied, open.start)) joined.push(cell);
    const body = cells.slice(open.start + open.length, close.start);
    joined.push(codeCell(body));
    copied = close.start + open.length;
    index = closer;
  }
  for (const cell of cells.slice(copied)) joined.push(cell);
  visits.count += cells.length;
  return joined;
}

function codeCell(body: readonly Cell[]): Cell {
  const html = `<code>${body.map((cell) => cell.html).join("")}</code>`;
  return { char: "", text: "", html, isCode: true };
}

function backtickRuns(cells: readonly Cell[], visits: Visits): Run[] {
  const runs: Run[] = [];
  let at = 0;
  while (at < cells.length) {
    const start = at;
    while (cells[at]?.char === "`") at += 1;
    visits.count += at - start + 1;
    if (at > start) runs.push({ start, length: at - start });
    else at += 1;
  }
  return runs;
}

/** For a run that opens code, the index of the run that closes it; asked with growing indices. */
function closers(runs: readonly Run[]): (length: number, opener: number) => number | undefined {
  const byLength = new Map<number, { readonly indices: number[]; passed: number }>();
  runs.forEach(({ length }, index) => {
    const entry = byLength.get(length) ?? { indices: [], passed: 0 };
    entry.indices.push(index);
    byLength.set(length, entry);
  });
  const nextOf = (length: number, opener: number): number | undefined => {
    const entry = byLength.get(length);
    if (entry === undefined) return undefined;
    while ((entry.indices[entry.passed] ?? Number.POSITIVE_INFINITY) <= opener) entry.passed += 1;
    return entry.indices[entry.passed];
  };
  // Two backticks close at three and leave one over, but one does not close at two (ChatExchange's markdown tests).
  return (length, opener) =>
    nextOf(length, opener) ?? (length >= 2 ? nextOf(length + 1, opener) : undefined);
}
