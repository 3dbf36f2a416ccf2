// What square brackets mean: a link with its own text and maybe a title, or a tag of the site.

import { type Element, schemeLength } from "./bare-urls.ts";
import { type Cell, isSpace, textOf } from "./cells.ts";
import { escapeHtml } from "./escape-html.ts";
import { forwardSearch } from "./forward-search.ts";
import type { Visits } from "./visits.ts";

const tagStyle =
  "background-color: #E0EAF1; color: #3E6D8E; border-color: #3E6D8E; border-style: solid;";
const tagOpening = "[tag:";
const longestTag = 35;

/** A link's parts; its text is still to be rendered. */
export interface Link {
  readonly textEnd: number;
  readonly url: string;
  readonly title: string;
  readonly end: number;
}

/** Reads the link that opens at a bracket; asked from left to right. */
export function linkReader(
  cells: readonly Cell[],
  visits: Visits,
): (at: number) => Link | undefined {
  const isStop = (cell: Cell) => cell.isCode || cell.char === ")" || isSpace(cell);
  const nextBracket = forwardSearch(cells, (cell) => cell.char === "]", visits);
  const nextStop = forwardSearch(cells, isStop, visits);
  const nextWord = forwardSearch(cells, (cell) => !isSpace(cell), visits);
  const nextQuote = forwardSearch(cells, (cell) => cell.char === '"', visits);

  return (at) => {
    const textEnd = nextBracket(at + 1);
    if (textEnd === at + 1 || cells[textEnd + 1]?.char !== "(") return undefined;
    const start = textEnd + 2;
    const scheme = schemeLength(cells, start, visits);
    if (scheme === 0) return undefined;
    const stop = nextStop(start);
    if (stop === start + scheme) return undefined;
    const finish = (title: string, end: number): Link => ({
      textEnd,
      url: textOf(cells, start, stop, visits),
      title,
      end,
    });
    if (cells[stop]?.char === ")") return finish("", stop + 1);
    const quote = nextWord(stop);
    if (cells[quote]?.char !== '"') return undefined;
    const unquote = nextQuote(quote + 1);
    if (cells[unquote + 1]?.char !== ")") return undefined;
    return finish(textOf(cells, quote + 1, unquote, visits), unquote + 2);
  };
}

export function readTag(
  cells: readonly Cell[],
  at: number,
  host: string,
  visits: Visits,
): Element | undefined {
  const start = at + tagOpening.length;
  for (let offset = 0; offset < tagOpening.length; offset += 1) {
    visits.count += 1;
    if (cells[at + offset]?.char !== tagOpening[offset]) return undefined;
  }
  let end = start;
  while (end - start < longestTag && isOfTag(cells[end])) end += 1;
  visits.count += end - start;
  if (end === start || cells[end]?.char !== "]") return undefined;
  const tag = textOf(cells, start, end, visits).toWellFormed();
  const site = escapeHtml(host.replace(/^chat\./, ""));
  const href = `//${site}/questions/tagged/${escapeHtml(encodeURIComponent(tag))}`;
  const html = `<a href="${href}"><span class="ob-post-tag" style="${tagStyle}">${escapeHtml(tag)}</span></a>`;
  return { html, end: end + 1 };
}

function isOfTag(cell: Cell | undefined): boolean {
  return cell !== undefined && /^[^\s[\]"<>]$/.test(cell.char);
}
