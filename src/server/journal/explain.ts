// Says of a call that was expected whether it came, and if not, what came instead and in what it differs.

import { closest } from "../../fixtures/did-you-mean.ts";
import { differences, display } from "./differences.ts";
import type { HttpEntry } from "./entry.ts";
import { isOperation } from "./filter.ts";
import type { Journal } from "./journal.ts";

export interface Wanted {
  /** As in a filter. */
  readonly operation: string;
  readonly user?: string | undefined;
  readonly thread?: string | undefined;
  /** What the body has at least; of lists, exactly. Matchers of a test runner may stand anywhere in it. */
  readonly body?: unknown;
  /** Once or more when left out. */
  readonly times?: number | undefined;
}

type Source = Pick<Journal, "entries" | "isOn" | "forgotten">;

interface Difference {
  /** How far it takes a call away from the one that was expected. */
  readonly weight: number;
  readonly says: string;
}

interface Judged {
  readonly entry: HttpEntry;
  readonly differences: readonly Difference[];
}

const NEAREST_MAX = 3;
const FIELDS_MAX = 3;
const OPERATION_WEIGHT = 4;
const PARTY_WEIGHT = 2;
const BODY_WEIGHT = 1;
/** What differs in more than that is another thing altogether. */
const NEAR_WEIGHT = OPERATION_WEIGHT + PARTY_WEIGHT;

/** The calls that are as wanted, however they were answered. */
export function received(journal: Source, wanted: Wanted): readonly HttpEntry[] {
  return judge(journal, wanted)
    .filter(({ differences }) => differences.length === 0)
    .map(({ entry }) => entry);
}

/** Whether that many came as are wanted. */
export function isEnough(count: number, { times }: Pick<Wanted, "times">): boolean {
  return times === undefined ? count > 0 : count === times;
}

/** In one line: what was expected, how often it came, and otherwise the nearest calls with the fields in which they differ. */
export function explain(journal: Source, wanted: Wanted): string {
  const judged = judge(journal, wanted);
  const right = judged.filter(({ differences }) => differences.length === 0);
  const expected = `${wanted.operation} ${timesOf(wanted.times)}${detailsOf(wanted)}`;
  const numbers = right.map(({ entry }) => `#${entry.seq}`);
  const list = numbers.length === 0 ? "" : `: ${enumerate(numbers)}`;
  if (isEnough(right.length, wanted)) {
    return `Received ${expected}, as expected${list}.`;
  }
  const head = `Expected ${expected}, received ${right.length}${list}.`;
  const isTooMany = right.length > (wanted.times ?? 1);
  const reasons = isTooMany ? [] : [nearest(judged), misspelt(judged, wanted), ...gaps(journal)];
  return [head, ...troubles(right), ...reasons].filter((part) => part !== "").join(" ");
}

function judge(journal: Source, wanted: Wanted): readonly Judged[] {
  return journal
    .entries({ kind: "http" })
    .flatMap((entry) => (entry.kind === "http" ? [entry] : []))
    .map((entry) => ({ entry, differences: differencesOf(entry, wanted) }));
}

function differencesOf(entry: HttpEntry, wanted: Wanted): readonly Difference[] {
  const found: Difference[] = [];
  const isRightOperation = isOperation(entry.operation, wanted.operation);
  if (!isRightOperation) found.push({ weight: OPERATION_WEIGHT, says: "operation differs" });
  for (const party of ["user", "thread"] as const) {
    const expected = wanted[party];
    if (expected === undefined || expected === entry[party]) continue;
    found.push({ weight: PARTY_WEIGHT, says: `${party} ${entry[party] ? "differs" : "is none"}` });
  }
  // The body of another operation is another one anyway.
  const fields =
    wanted.body === undefined || !isRightOperation ? [] : bodyFields(entry, wanted.body);
  if (fields.length > 0) {
    const more = fields.length > FIELDS_MAX ? `, and ${fields.length - FIELDS_MAX} more` : "";
    const says = `body differs: ${fields.slice(0, FIELDS_MAX).join(", ")}${more}`;
    found.push({ weight: BODY_WEIGHT, says });
  }
  return found;
}

function bodyFields({ request }: HttpEntry, expected: unknown): readonly string[] {
  const { body, bodyLength, headers } = request;
  if (bodyLength !== undefined) return [`its ${bodyLength} bytes or characters are not kept`];
  const isForm = /x-www-form-urlencoded/i.test(headers["content-type"] ?? "");
  const actual = typeof expected === "string" ? body : parse(body, isForm);
  return differences(expected, actual, { isForm });
}

function parse(body: string | undefined, isForm: boolean): unknown {
  if (body === undefined) return undefined;
  if (isForm) return Object.fromEntries(new URLSearchParams(body));
  try {
    const value: unknown = JSON.parse(body);
    return value;
  } catch {
    return body;
  }
}

/** The newest of each sort, those with the fewest differences first. */
function nearest(judged: readonly Judged[]): string {
  const others = judged
    .filter(({ differences }) => differences.length > 0)
    .map((one) => ({
      ...one,
      weight: one.differences.reduce((sum, { weight }) => sum + weight, 0),
    }))
    .sort((one, other) => one.weight - other.weight || other.entry.seq - one.entry.seq);
  if (others.length === 0) return judged.length === 0 ? "No other call came." : "";
  const near = others.filter(({ weight }) => weight < NEAR_WEIGHT);
  const told = new Set<string>();
  const lines: string[] = [];
  for (const { entry, differences } of near) {
    const reason = differences.map(({ says }) => says).join(", ");
    const sort = `${entry.operation} ${entry.user} ${entry.thread} ${reason}`;
    if (told.has(sort) || lines.length === NEAREST_MAX) continue;
    told.add(sort);
    lines.push(`${callOf(entry)} (${reason})`);
  }
  if (lines.length > 0) return `Nearest other calls: ${lines.join("; ")}.`;
  const last = others.reduce((one, other) => (other.entry.seq > one.entry.seq ? other : one));
  return `Nothing like it came; the last of ${others.length} other calls was ${callOf(last.entry)}.`;
}

function callOf({ seq, operation, user, thread, request, status }: HttpEntry): string {
  const path = request.url.replace(/^\w+:\/\/[^/]*/, "").replace(/[?#].*$/s, "");
  const name = operation ?? `${request.method} ${path}`;
  const where = thread === undefined ? "" : ` in ${thread}`;
  const answer = status < 400 ? "" : `, answered ${status}`;
  return `#${seq} ${name}${user === undefined ? "" : ` by ${user}`}${where}${answer}`;
}

function misspelt(judged: readonly Judged[], { operation }: Wanted): string {
  const names = new Set(judged.flatMap(({ entry }) => entry.operation ?? []));
  if ([...names].some((name) => isOperation(name, operation))) return "";
  const short = [...names].map((name) => name.slice(name.indexOf("_") + 1));
  const meant = closest(operation, [...names, ...short]);
  return meant === undefined ? "" : `Did you mean ${JSON.stringify(meant)}?`;
}

/** What keeps the journal from knowing. */
function gaps({ isOn, forgotten }: Source): string[] {
  return [
    isOn ? "" : "The journal is off: nothing is recorded.",
    forgotten === 0 ? "" : `The oldest ${forgotten} entries are no longer kept.`,
  ];
}

/** A call that was refused may not be what the test meant. */
function troubles(right: readonly Judged[]): string[] {
  return right
    .filter(({ entry }) => entry.status >= 400)
    .slice(0, NEAREST_MAX)
    .map(({ entry: { seq, status, fault } }) => {
      const cause = fault ? ` by the fault ${fault.join(", ")}` : "";
      return `#${seq} was answered ${status}${cause}.`;
    });
}

function timesOf(times: number | undefined): string {
  if (times === undefined) return "at least 1 time";
  return `${times} time${times === 1 ? "" : "s"}`;
}

function detailsOf({ user, thread, body }: Wanted): string {
  const from = user === undefined ? "" : ` from ${user}`;
  const where = thread === undefined ? "" : ` in ${thread}`;
  return `${from}${where}${body === undefined ? "" : ` with ${display(body)}`}`;
}

function enumerate(numbers: readonly string[]): string {
  const [shown, rest] = [numbers.slice(0, 10), numbers.length - 10];
  return rest > 0 ? `${shown.join(", ")} and ${rest} more` : shown.join(", ");
}
