// Known failures: a file names them with their reason, and what no longer fails has to leave it.

import { parse } from "yaml";
import type { Allowance, CheckResult } from "./check.ts";

/** One known failure; at every version unless it names one. */
export interface AllowedFailure extends Allowance {
  /** The id of the check. */
  readonly id: string;
  readonly apiVersion?: string;
}

/** An entry that is to be taken out of the list, and why. */
export interface StaleEntry {
  readonly id: string;
  readonly apiVersion?: string;
  readonly problem: "passes" | "expired";
}

/** An allow list that cannot be used, with the reason as message. */
export class UnusableAllowList extends Error {}

const keys = ["id", "reason", "issue", "expires", "apiVersion"] as const;

/** A list of entries in JSON or YAML; `knownIds` are those of all checks. */
export function parseAllowList(text: string, knownIds: readonly string[]): AllowedFailure[] {
  const value = parsed(text);
  if (!Array.isArray(value)) throw unusable("it is no list", 'Write [{ "id": …, "reason": … }]');
  return value.map((entry: unknown, index) => entryOf(entry, `entry ${index + 1}`, knownIds));
}

function parsed(text: string): unknown {
  try {
    const value: unknown = parse(text, { schema: "core" });
    return value;
  } catch (error) {
    const cause = error instanceof Error ? (error.message.split("\n")[0] ?? "") : String(error);
    throw unusable(`it is neither JSON nor YAML (${cause})`, "Mend it");
  }
}

function entryOf(entry: unknown, place: string, knownIds: readonly string[]): AllowedFailure {
  if (typeof entry !== "object" || entry === null) throw unusable(`${place} is no object`);
  for (const [key, value] of Object.entries(entry)) {
    if (!keys.some((known) => known === key)) {
      throw unusable(`${place} has an unknown field ${key}`, `Use ${keys.join(", ")}`);
    }
    if (typeof value !== "string" || value.trim() === "") {
      throw unusable(`${key} of ${place} is no text`);
    }
  }
  const text = (key: (typeof keys)[number]): string | undefined => {
    const value: unknown = Reflect.get(entry, key);
    return typeof value === "string" ? value : undefined;
  };
  const [id, reason, issue, expires, apiVersion] = keys.map(text);
  if (id === undefined || reason === undefined) {
    throw unusable(`${place} has no ${id === undefined ? "id" : "reason"}`);
  }
  if (!knownIds.includes(id)) {
    throw unusable(`${place} names ${id}, which is no check`, "See chat-emulator contract list");
  }
  if (expires !== undefined && !isDay(expires)) {
    throw unusable(`expires of ${place} is no day`, "Write it as 2026-12-31");
  }
  return {
    id,
    reason,
    ...(issue !== undefined && { issue }),
    ...(expires !== undefined && { expires }),
    ...(apiVersion !== undefined && { apiVersion }),
  };
}

function isDay(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text));
}

function unusable(cause: string, advice = "Give each an id and a reason"): UnusableAllowList {
  return new UnusableAllowList(`${cause}. ${advice}`);
}

export class AllowList {
  readonly #entries: readonly AllowedFailure[];
  /** Such as `2026-12-31`. */
  readonly #today: string;

  constructor(entries: readonly AllowedFailure[], today: string) {
    this.#entries = entries;
    this.#today = today;
  }

  /** The result with the reason why it may fail, if the list has one that still holds. */
  apply(result: CheckResult): CheckResult {
    if (result.status !== "fail") return result;
    const entry = this.#entries.find((entry) => isOf(entry, result) && !this.#isExpired(entry));
    if (!entry) return result;
    const { id: _, apiVersion: __, ...allowed } = entry;
    return { ...result, allowed };
  }

  /** The entries that are over, and those of checks that pass now; what was not judged keeps its entry. */
  stale(results: readonly CheckResult[]): readonly StaleEntry[] {
    return this.#entries.flatMap((entry): StaleEntry[] => {
      const { id, apiVersion } = entry;
      const named = { id, ...(apiVersion !== undefined && { apiVersion }) };
      if (this.#isExpired(entry)) return [{ ...named, problem: "expired" }];
      const judged = results.filter((result) => isOf(entry, result) && result.status !== "skipped");
      const passes = judged.length > 0 && judged.every(({ status }) => status === "pass");
      return passes ? [{ ...named, problem: "passes" }] : [];
    });
  }

  #isExpired({ expires }: AllowedFailure): boolean {
    return expires !== undefined && expires < this.#today;
  }
}

function isOf({ id, apiVersion }: AllowedFailure, result: CheckResult): boolean {
  return id === result.id && (apiVersion === undefined || apiVersion === result.apiVersion);
}
