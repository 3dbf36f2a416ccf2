// Addresses that stand in a text as they are, and the shortened form in which they are shown.

import { type Cell, isSpace, textOf } from "./cells.ts";
import { escapeHtml } from "./escape-html.ts";
import type { Visits } from "./visits.ts";

/** A piece of markup, and the cell after it. */
export interface Element {
  readonly html: string;
  readonly end: number;
}

const rel = 'rel="nofollow noopener noreferrer"';
const schemes = ["http://", "https://", "ftp://"];
const enders: ReadonlySet<string> = new Set('<>"`[]');
const trailing: ReadonlySet<string> = new Set(".,;:!?'*_(");

export function anchor(url: string, title: string, inner: string): string {
  const titled = title === "" ? "" : ` title="${escapeHtml(title)}"`;
  return `<a href="${escapeHtml(url)}"${titled} ${rel}>${inner}</a>`;
}

/** How many cells the scheme at this place takes, 0 when none is there. */
export function schemeLength(cells: readonly Cell[], at: number, visits: Visits): number {
  for (const scheme of schemes) {
    let length = 0;
    while (length < scheme.length && cells[at + length]?.char.toLowerCase() === scheme[length]) {
      length += 1;
    }
    visits.count += length + 1;
    if (length === scheme.length) return length;
  }
  return 0;
}

export function readBareUrl(
  cells: readonly Cell[],
  at: number,
  visits: Visits,
): Element | undefined {
  // Without this, the tail of sftp:// would be linked (ChatExchange's markdown tests).
  if (/^[a-z0-9]$/i.test(cells[at - 1]?.char ?? "")) return undefined;
  const scheme = schemeLength(cells, at, visits);
  if (scheme === 0 || !/^[a-z0-9\u0080-\uffff]$/i.test(cells[at + scheme]?.char ?? "")) {
    return undefined;
  }
  const end = trimmedEnd(cells, at + scheme + 1, urlEnd(cells, at + scheme, visits), visits);
  const url = textOf(cells, at, end, visits);
  return { html: anchor(url, "", escapeHtml(shownUrl(url))), end };
}

/** Goes to the first character that no address has, or to a bracket that closes more than the address opened. */
function urlEnd(cells: readonly Cell[], from: number, visits: Visits): number {
  let depth = 0;
  let end = from;
  for (; end < cells.length; end += 1) {
    visits.count += 1;
    const cell = cells[end];
    if (cell === undefined || cell.isCode || isSpace(cell) || enders.has(cell.char)) break;
    if (cell.char === "(") depth += 1;
    if (cell.char === ")") depth -= 1;
    if (depth < 0) break;
  }
  return end;
}

/** Leaves punctuation and closing emphasis at the end of an address to the text around it. */
function trimmedEnd(
  cells: readonly Cell[],
  from: number,
  untrimmed: number,
  visits: Visits,
): number {
  let end = untrimmed;
  while (end > from) {
    visits.count += 1;
    if (trailing.has(cells[end - 1]?.char ?? "")) end -= 1;
    else if (end - 3 >= from && isStrikeMark(cells, end - 3)) end -= 3;
    else break;
  }
  return end;
}

function isStrikeMark(cells: readonly Cell[], at: number): boolean {
  return [0, 1, 2].every((offset) => cells[at + offset]?.char === "-");
}

/** Of 30 characters and more only the folders that begin before the 30th are shown (stackexchange-chat 3.1). */
export function shownUrl(url: string): string {
  const shown = url
    .replace(/^[a-z]+:\/\//i, "")
    .replace(/^www\./i, "")
    .replace(/\/$/, "");
  if (shown.length < 30) return shown;
  const folder = shown.lastIndexOf("/", 29);
  if (folder > 0) return `${shown.slice(0, folder)}/…`;
  // Half of a surrogate pair is no character.
  return `${shown.slice(0, 29).replace(/[\ud800-\udbff]$/, "")}…`;
}
