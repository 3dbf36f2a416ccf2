// Which entries somebody wants to read.

import { closest } from "../../fixtures/did-you-mean.ts";
import { JournalError } from "./entry.ts";
import { found, type Kept, type KeptHttp, type KeptSocket } from "./note.ts";

/** Every field must hold. Entries of a kind that has no such field are not among those wanted. */
export interface JournalFilter {
  /** In full, or without what is before its underscore: `SendChatMessage` for `ChatThread_SendChatMessage`. */
  readonly operation?: string | undefined;
  readonly user?: string | undefined;
  readonly thread?: string | undefined;
  readonly tenant?: string | undefined;
  readonly vendor?: string | undefined;
  /** A status, or all that start with its digit: `404`, `"404"`, `"4xx"`. */
  readonly status?: number | string | undefined;
  readonly kind?: "http" | "socket" | undefined;
  /** Of a socket's frame. */
  readonly event?: string | undefined;
  /** Only what came after the entry with this `seq`. */
  readonly since?: number | undefined;
  /** No more entries than that: with `since` the oldest ones, so that one can page on, otherwise the newest. */
  readonly limit?: number | undefined;
}

const fields = [
  "operation",
  "user",
  "thread",
  "tenant",
  "vendor",
  "status",
  "kind",
  "event",
  "since",
  "limit",
] as const satisfies readonly (keyof JournalFilter)[];

/** Reads the filter of a query. Throws a JournalError about fields and values that do not exist. */
export function readJournalFilter(query: Readonly<Record<string, string>>): JournalFilter {
  for (const [name, value] of Object.entries(query)) {
    if (!fields.some((field) => field === name)) throw unknownField(name);
    if (value === "") throw unreadable(`${name} is empty`, "Leave it out, or give it a value.");
  }
  const { status, kind, since, limit, operation, user, thread, tenant, vendor, event } = query;
  return {
    ...definedOnly({ operation, user, thread, tenant, vendor, event }),
    ...(status !== undefined && { status: readStatus(status) }),
    ...(kind !== undefined && { kind: readKind(kind) }),
    ...(since !== undefined && { since: readCount("since", since) }),
    ...(limit !== undefined && { limit: readCount("limit", limit) }),
  };
}

/** Whether an entry is wanted; `limit` is not looked at. */
export function matches(seq: number, kept: Kept, filter: JournalFilter): boolean {
  const { kind, tenant, vendor, user, thread, since } = filter;
  if (since !== undefined && seq <= since) return false;
  if (!isSame(kind, kept.kind) || !isSame(tenant, kept.tenant) || !isSame(vendor, kept.vendor)) {
    return false;
  }
  if (user !== undefined && user !== found(kept.user)) return false;
  if (thread !== undefined && thread !== found(kept.thread)) return false;
  return kept.kind === "http" ? matchesHttp(kept, filter) : matchesSocket(kept, filter);
}

export function isOperation(operation: string | undefined, wanted: string): boolean {
  return operation === wanted || (operation?.endsWith(`_${wanted}`) ?? false);
}

function matchesHttp(kept: KeptHttp, { operation, status, event }: JournalFilter): boolean {
  if (event !== undefined) return false;
  if (operation !== undefined && !isOperation(kept.operation, operation)) return false;
  return status === undefined || isStatus(kept.answer.status, String(status));
}

function matchesSocket(kept: KeptSocket, { operation, status, event }: JournalFilter): boolean {
  return operation === undefined && status === undefined && isSame(event, kept.event);
}

function isSame(wanted: string | undefined, given: string | undefined): boolean {
  return wanted === undefined || wanted === given;
}

function isStatus(status: number, wanted: string): boolean {
  return /^\dxx$/i.test(wanted) ? String(status)[0] === wanted[0] : String(status) === wanted;
}

function readStatus(text: string): string {
  if (/^[1-5](?:\d\d|xx)$/i.test(text)) return text;
  throw unreadable(
    `${show(text)} is no status`,
    "Write one such as 404, or 4xx for all of its kind.",
  );
}

function readKind(text: string): "http" | "socket" {
  if (text === "http" || text === "socket") return text;
  throw unreadable(`${show(text)} is no kind`, "Use http or socket.");
}

function readCount(name: string, text: string): number {
  if (/^\d{1,15}$/.test(text)) return Number(text);
  throw unreadable(`${name} is ${show(text)}`, "Write a whole number that is not negative.");
}

function unknownField(name: string): JournalError {
  const meant = closest(name, fields);
  const advice =
    meant === undefined ? `Use ${fields.join(", ")}.` : `Did you mean ${JSON.stringify(meant)}?`;
  return unreadable(`${show(name)} is no filter`, advice);
}

function unreadable(cause: string, advice: string): JournalError {
  return new JournalError(`Cannot read the journal: ${cause}. ${advice}`);
}

function show(text: string): string {
  return JSON.stringify(text.length > 60 ? `${text.slice(0, 57)}...` : text);
}

function definedOnly(texts: Readonly<Record<string, string | undefined>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(texts).flatMap(([name, text]) => (text === undefined ? [] : [[name, text]])),
  );
}
