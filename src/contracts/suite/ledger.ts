// What a run makes is written down before it is made, so that it can be taken away even after a crash.

import { appendFileSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import type { VendorName } from "../judge/exchange.ts";

/** Of Azure's service threads and users, of Stack Exchange's messages and rooms. */
export type Made = "thread" | "user" | "message" | "room";

/** One line of the file. `id` is known once it was made; where it is not, a thread can be made again, and so found, by its repeat key. */
export type Entry =
  | {
      readonly kind: "run";
      readonly url: string;
      readonly vendor: VendorName;
      readonly startedAt: string;
    }
  | {
      readonly kind: "making";
      readonly what: Made;
      readonly key: string;
      readonly apiVersion: string;
      readonly by?: string;
      /** What the creation can be repeated with. */
      readonly repeatKey?: string;
    }
  | {
      readonly kind: "made";
      readonly what: Made;
      readonly key: string;
      readonly id: string;
    }
  | { readonly kind: "gone"; readonly key: string };

/** Something that was begun and is not known to be gone. */
export interface Leftover {
  readonly what: Made;
  readonly key: string;
  readonly apiVersion: string;
  readonly id?: string;
  readonly by?: string;
  readonly repeatKey?: string;
  /** Why it could not be taken away, where the endpoint says so. */
  readonly why?: string;
}

export class Ledger {
  readonly #file: string | undefined;
  readonly #leftovers = new Map<string, Leftover>();
  #isBegun = false;

  /** Without a file it is kept in memory only. */
  constructor(file?: string) {
    this.#file = file;
  }

  static read(file: string): {
    readonly run: Extract<Entry, { kind: "run" }>;
    readonly leftovers: readonly Leftover[];
  } {
    const ledger = new Ledger();
    let run: Extract<Entry, { kind: "run" }> | undefined;
    for (const line of readFileSync(file, "utf8").split("\n")) {
      const entry = parseEntry(line);
      if (entry?.kind === "run") run = entry;
      else if (entry) ledger.#note(entry);
    }
    if (run) return { run, leftovers: ledger.leftovers };
    throw new Error(
      `Cannot read the ledger ${file}: it has no line that says which run it is of. Give the file that a run has written.`,
    );
  }

  write(entry: Entry): void {
    this.#note(entry);
    // At once, before the request goes out: a killed run leaves what it was about to make.
    if (this.#file === undefined) return;
    if (!this.#isBegun) writeFileSync(this.#file, "", { mode: 0o600 });
    this.#isBegun = true;
    appendFileSync(this.#file, `${JSON.stringify(entry)}\n`);
  }

  /** The newest first, so that threads go before the users that made them. */
  get leftovers(): readonly Leftover[] {
    return [...this.#leftovers.values()].reverse();
  }

  /** Takes the file away when nothing is left. */
  close(): void {
    if (this.#file !== undefined && this.#leftovers.size === 0) rmSync(this.#file, { force: true });
  }

  #note(entry: Entry): void {
    if (entry.kind === "making") {
      const { kind, ...leftover } = entry;
      this.#leftovers.set(entry.key, leftover);
    }
    if (entry.kind === "made") {
      const known = this.#leftovers.get(entry.key);
      if (known) this.#leftovers.set(entry.key, { ...known, id: entry.id });
    }
    if (entry.kind === "gone") this.#leftovers.delete(entry.key);
  }
}

/** A line that was cut off by a crash is left out. */
function parseEntry(line: string): Entry | undefined {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === "object" && value !== null && "kind" in value
      ? (value as Entry)
      : undefined;
  } catch {
    return undefined;
  }
}
