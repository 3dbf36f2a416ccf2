// A line cut into cells: one for each character, its backslash escapes already resolved.

import { escapeHtml } from "./escape-html.ts";
import type { Visits } from "./visits.ts";

export interface Cell {
  /** The character as far as it may mean markup; empty when it may not. */
  readonly char: string;
  /** What it stands for in an address or a title. */
  readonly text: string;
  readonly html: string;
  readonly isCode: boolean;
}

const escapable: ReadonlySet<string> = new Set("`*_[]()");

export function readCells(source: string, visits: Visits): Cell[] {
  const cells: Cell[] = [];
  for (let at = 0; at < source.length; at += 1) {
    visits.count += 1;
    const char = source.charAt(at);
    const next = source.charAt(at + 1);
    if (char === "\\" && escapable.has(next)) {
      // A numeric entity, in code too, because the vendor resolves escapes before code (stackexchange-chat 3.1).
      cells.push({ char: "", text: next, html: `&#${next.charCodeAt(0)};`, isCode: false });
      at += 1;
    } else {
      cells.push({ char, text: char, html: escapeHtml(char), isCode: false });
    }
  }
  return cells;
}

export function isSpace(cell: Cell | undefined): boolean {
  return cell !== undefined && /^\s$/.test(cell.char);
}

export function textOf(cells: readonly Cell[], from: number, to: number, visits: Visits): string {
  let text = "";
  for (let at = from; at < to; at += 1) {
    visits.count += 1;
    text += cells[at]?.text ?? "";
  }
  return text;
}
