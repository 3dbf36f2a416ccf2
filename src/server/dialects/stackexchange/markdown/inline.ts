// One line of text with its inline markdown: a single pass for links and marks, then the emphasis.

import { anchor, type Element, readBareUrl } from "./bare-urls.ts";
import { type Cell, readCells } from "./cells.ts";
import { joinCodeSpans } from "./code-spans.ts";
import { emphasise, type Run, type Stretch } from "./emphasis.ts";
import { linkReader, readTag } from "./links.ts";
import type { Visits } from "./visits.ts";

type ElementReader = (at: number) => Element | undefined;

/** How many marks in a row may mean something. */
const runLengths: ReadonlyMap<string, readonly number[]> = new Map([
  ["*", [1, 2, 3]],
  ["_", [1, 2, 3]],
  ["-", [3]],
]);

export function renderInline(source: string, host: string, visits: Visits = { count: 0 }): string {
  const cells = joinCodeSpans(readCells(source, visits), visits);
  const whole = { cells, from: 0, to: cells.length };
  return renderStretch(whole, elementReader(cells, host, visits), visits);
}

function elementReader(cells: readonly Cell[], host: string, visits: Visits): ElementReader {
  const readLink = linkReader(cells, visits);
  const readBracket: ElementReader = (at) => {
    const link = readLink(at);
    if (link === undefined) return readTag(cells, at, host, visits);
    const text = { cells, from: at + 1, to: link.textEnd };
    const inner = renderStretch(text, () => undefined, visits);
    return { html: anchor(link.url, link.title, inner), end: link.end };
  };
  return (at) => {
    const char = cells[at]?.char ?? "";
    if (char === "[") return readBracket(at);
    return /^[hf]$/i.test(char) ? readBareUrl(cells, at, visits) : undefined;
  };
}

function renderStretch(stretch: Stretch, readElement: ElementReader, visits: Visits): string {
  const pieces: (string | Run)[] = [];
  const runs: Run[] = [];
  let at = stretch.from;
  while (at < stretch.to) {
    visits.count += 1;
    const element = readElement(at);
    const run = element === undefined ? readRun(stretch, at, visits) : undefined;
    if (run !== undefined) {
      runs.push(run);
      pieces.push(run);
      at = run.end;
    } else {
      const end = element?.end ?? markEnd(stretch, at, visits);
      pieces.push(element?.html ?? htmlOf(stretch.cells, at, end));
      at = end;
    }
  }
  emphasise(stretch, runs, visits);
  return pieces.map((piece) => (typeof piece === "string" ? piece : htmlOfRun(piece))).join("");
}

/** The end of the marks that begin here, or of the single character when it is no mark. */
function markEnd({ cells, to }: Stretch, at: number, visits: Visits): number {
  const mark = cells[at]?.char ?? "";
  let end = at + 1;
  if (!runLengths.has(mark)) return end;
  while (end < to && cells[end]?.char === mark) end += 1;
  visits.count += end - at;
  return end;
}

function readRun(stretch: Stretch, at: number, visits: Visits): Run | undefined {
  const mark = stretch.cells[at]?.char ?? "";
  const end = markEnd(stretch, at, visits);
  if (!runLengths.get(mark)?.includes(end - at)) return undefined;
  return { mark, start: at, end, tags: [], isClosing: false, used: 0 };
}

function htmlOf(cells: readonly Cell[], from: number, to: number): string {
  return cells
    .slice(from, to)
    .map((cell) => cell.html)
    .join("");
}

/** Marks that became no tag stay inside the element. */
function htmlOfRun(run: Run): string {
  const tags = run.tags.join("");
  const rest = run.mark.repeat(run.end - run.start - run.used);
  return run.isClosing ? rest + tags : tags + rest;
}
