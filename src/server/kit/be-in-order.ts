// Whether things happened one after the other; others may have happened in between.

import type { JournalEntry } from "../index.ts";
import { entryLine, nameOf } from "./entry-line.ts";
import type { Judgement } from "./judgement.ts";
import { entriesOf, isWatched } from "./waiting.ts";

interface Happening {
  readonly name: string | undefined;
  readonly line: string;
}

const SHOWN_MAX = 12;

/**
 * `subject` is something with a journal, whose operations and frames count, or a list: of its entries, of what a user
 * was notified of, or of names. Resolves at once, without a promise, where all of it is in this process.
 */
export function judgeOrder(
  subject: unknown,
  names: readonly string[],
): Judgement | Promise<Judgement> {
  if (Array.isArray(subject)) return judge(subject.map(happeningOf), names);
  if (!isWatched(subject)) {
    throw new TypeError(
      `Cannot tell the order of ${typeof subject}: it is no list and has no journal. Give the chat of the test, entries of its journal, or notifications.`,
    );
  }
  const entries = entriesOf(subject);
  return entries instanceof Promise
    ? entries.then((all) => judge(all.map(happeningOf), names))
    : judge(entries.map(happeningOf), names);
}

function judge(happened: readonly Happening[], names: readonly string[]): Judgement {
  let at = 0;
  const found: string[] = [];
  for (const name of names) {
    const next = happened.findIndex((one, index) => index >= at && isNamed(one, name));
    if (next < 0) return { pass: false, message: () => missing(name, found, happened, names) };
    found.push(happened[next]?.line ?? name);
    at = next + 1;
  }
  const message = () => `Happened in that order: ${found.join("; ")}.`;
  return { pass: true, message };
}

function missing(
  name: string,
  found: readonly string[],
  happened: readonly Happening[],
  names: readonly string[],
): string {
  const after = found.length === 0 ? "" : ` after ${found.at(-1)}`;
  const before = happened.find((one) => isNamed(one, name));
  const instead = before === undefined ? "" : `, but before: ${before.line}`;
  const head = `Expected ${names.join(", then ")}: no ${name} happened${after}${instead}.`;
  if (happened.length === 0) return `${head} Nothing happened at all.`;
  const shown = happened.slice(-SHOWN_MAX).map(({ line }) => `  ${line}`);
  const all = shown.length === happened.length ? "What happened:" : "What happened last:";
  return [head, all, ...shown].join("\n");
}

/** An operation may be named without what is before its underscore. */
function isNamed({ name }: Happening, wanted: string): boolean {
  return name === wanted || (name?.endsWith(`_${wanted}`) ?? false);
}

function happeningOf(one: unknown): Happening {
  if (typeof one === "string") return { name: one, line: one };
  if (isEntry(one)) return { name: nameOf(one), line: entryLine(one) };
  const name: unknown = typeof one === "object" && one !== null && Reflect.get(one, "name");
  if (typeof name === "string") return { name, line: name };
  throw new TypeError(
    "Cannot tell the order of what has no name. Give entries of a journal, notifications, or names.",
  );
}

function isEntry(one: unknown): one is JournalEntry {
  if (typeof one !== "object" || one === null) return false;
  const kind: unknown = Reflect.get(one, "kind");
  return kind === "http" || kind === "socket";
}
