// Bold, italic and strike: which runs of marks belong together, so that what they make is always nested.

import { type Cell, isSpace } from "./cells.ts";
import type { Visits } from "./visits.ts";

type Kind = "b" | "i" | "strike";

export interface Run {
  readonly mark: string;
  readonly start: number;
  readonly end: number;
  /** The tags that it became, and how many of its marks they used. */
  readonly tags: string[];
  isClosing: boolean;
  used: number;
}

/** The part of a line in which marks may meet: the whole, or the text of a link. */
export interface Stretch {
  readonly cells: readonly Cell[];
  readonly from: number;
  readonly to: number;
}

/** Three marks open bold and italic at once, and count only when both are closed. */
interface Twins {
  closed: number;
}

interface Opening {
  readonly kind: Kind;
  readonly run: number;
  readonly twins: Twins | undefined;
}

interface Pair extends Opening {
  readonly closer: number;
}

/** Each leans on those before it; italic comes twice because one of `*` and `_` may lean on the other. */
const kindsInOrder: readonly Kind[] = ["b", "i", "i", "strike"];

const marksOf: { readonly [kind in Kind]: number } = { b: 2, i: 1, strike: 3 };

/**
 * Gives the runs their tags.
 * The first opening of a kind waits for its closing; later ones are text, as with a pattern that searches from the left.
 */
export function emphasise(stretch: Stretch, runs: readonly Run[], visits: Visits): void {
  const pairs = pairUp(stretch, runs, visits);
  const agreed = agree(stretch, runs, pairs);
  visits.count += kindsInOrder.length * pairs.length;
  for (const pair of pairs) {
    const opener = runs[pair.run];
    const closer = runs[pair.closer];
    if (opener === undefined || closer === undefined || !agreed.has(pair)) continue;
    opener.tags.unshift(`<${pair.kind}>`);
    opener.used += marksOf[pair.kind];
    closer.tags.push(`</${pair.kind}>`);
    closer.used += marksOf[pair.kind];
    closer.isClosing = true;
  }
}

/** `open` holds each kind of each mark at most once, so every search in it is short. */
function pairUp(stretch: Stretch, runs: readonly Run[], visits: Visits): Pair[] {
  const open: Opening[] = [];
  const pairs: Pair[] = [];
  runs.forEach((run, index) => {
    visits.count += 1 + open.length;
    const kinds = kindsOf(run);
    const waiting = open.filter(
      (opening) => runs[opening.run]?.mark === run.mark && kinds.includes(opening.kind),
    );
    const neighbours = { before: runs[index - 1], after: runs[index + 1] };
    if (waiting.length === kinds.length && mayClose(stretch, run, neighbours.after)) {
      for (const opening of waiting.reverse()) {
        shut(open, opening);
        pairs.push({ ...opening, closer: index });
      }
    } else if (waiting.length === 0 && mayOpen(stretch, run, neighbours.before)) {
      const twins = kinds.length === 2 ? { closed: 0 } : undefined;
      for (const kind of kinds) open.push({ kind, run: index, twins });
    }
  });
  return pairs;
}

/** Forgets what was opened inside the closed one, save its twin, which may as well stand outside. */
function shut(open: Opening[], opening: Opening): void {
  const at = open.indexOf(opening);
  const twin = open[at + 1];
  const isOuterTwin = opening.twins !== undefined && twin?.twins === opening.twins;
  open.splice(at, open.length, ...(isOuterTwin && twin !== undefined ? [twin] : []));
  if (opening.twins !== undefined) opening.twins.closed += 1;
}

/** Runs of other lengths than 1, 2 and 3 never come here: they are text (ChatExchange's markdown tests). */
function kindsOf(run: Run): readonly Kind[] {
  if (run.mark === "-") return ["strike"];
  const length = run.end - run.start;
  if (length === 3) return ["b", "i"];
  return length === 2 ? ["b"] : ["i"];
}

function mayOpen(stretch: Stretch, run: Run, before: Run | undefined): boolean {
  const next = run.end < stretch.to ? stretch.cells[run.end] : undefined;
  if (next === undefined || isSpace(next)) return false;
  return opensAfterText(stretch, run) || (!isBold(run) && isTouching(before, run));
}

function mayClose(stretch: Stretch, run: Run, after: Run | undefined): boolean {
  if (run.start === stretch.from || isSpace(stretch.cells[run.start - 1])) return false;
  return closesBeforeText(stretch, run) || (!isBold(run) && isTouching(run, after));
}

function isBold(run: Run): boolean {
  return kindsOf(run).includes("b");
}

function isTouching(left: Run | undefined, right: Run | undefined): boolean {
  return left !== undefined && right !== undefined && left.end === right.start;
}

function opensAfterText({ cells, from }: Stretch, run: Run): boolean {
  if (run.start === from) return true;
  const cell = cells[run.start - 1];
  return cell?.isCode ? !isBold(run) : /^[\s,('"]$/.test(cell?.char ?? "");
}

function closesBeforeText({ cells, to }: Stretch, run: Run): boolean {
  if (run.end === to) return true;
  const cell = cells[run.end];
  return cell?.isCode ? !isBold(run) : /^[\s,?!.;:)]$/.test(cell?.char ?? "");
}

/**
 * The pairs that stay: a mark that leans on another mark counts only when that one became a tag.
 */
function agree(stretch: Stretch, runs: readonly Run[], pairs: readonly Pair[]): Set<Pair> {
  const agreed = new Set<Pair>();
  const tagged = new Set<number>();
  const isHeld = (pair: Pair) => {
    const opener = runs[pair.run];
    const closer = runs[pair.closer];
    if (opener === undefined || closer === undefined || pair.twins?.closed === 1) return false;
    const isOpenerHeld = opensAfterText(stretch, opener) || tagged.has(pair.run - 1);
    return isOpenerHeld && (closesBeforeText(stretch, closer) || tagged.has(pair.closer + 1));
  };
  for (const kind of kindsInOrder) {
    for (const pair of pairs) {
      if (pair.kind !== kind || !isHeld(pair)) continue;
      agreed.add(pair);
      tagged.add(pair.run).add(pair.closer);
    }
  }
  return agreed;
}
