// An entry of a journal in one short line, and the last of them for the output of a test that failed.

import type { JournalEntry } from "../index.ts";

const SHOWN_MAX = 8;

/** Such as `#12 ChatThread_SendChatMessage by 8:acs:… in 19:…: 201`. */
export function entryLine(entry: JournalEntry): string {
  const { seq, user, thread, fault } = entry;
  const by = user === undefined ? "" : ` by ${user}`;
  const where = thread === undefined ? "" : ` in ${thread}`;
  const why = fault === undefined ? "" : ` (fault ${fault.join(", ")})`;
  return `#${seq} ${labelOf(entry)}${by}${where}${outcomeOf(entry)}${why}`;
}

/** What happened, by its name: an operation, or what a frame tells of. */
export function nameOf(entry: JournalEntry): string | undefined {
  return entry.kind === "http" ? entry.operation : entry.event;
}

/** Empty where nothing came. */
export function lastEntries(tenant: string, entries: readonly JournalEntry[]): string {
  if (entries.length === 0) return `The journal of the tenant ${tenant} is empty.`;
  const shown = entries.slice(-SHOWN_MAX).map((entry) => `  ${entryLine(entry)}`);
  const head =
    shown.length === entries.length
      ? `The journal of the tenant ${tenant}:`
      : `The last ${shown.length} of ${entries.length} entries in the journal of the tenant ${tenant}:`;
  return [head, ...shown].join("\n");
}

function labelOf(entry: JournalEntry): string {
  const name = nameOf(entry);
  if (name !== undefined) return name;
  if (entry.kind === "socket") return `socket ${entry.direction}`;
  const { method, url } = entry.request;
  return `${method} ${url.replace(/^\w+:\/\/[^/]*/, "").replace(/[?#].*$/s, "")}`;
}

function outcomeOf(entry: JournalEntry): string {
  if (entry.kind === "http") return `: ${entry.status}`;
  if (entry.code !== undefined) return `: ${entry.code}`;
  return entry.event === undefined ? "" : ` (${entry.direction})`;
}
