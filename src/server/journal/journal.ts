// The journal of a tenant: what came and went in one order, bounded, and looked at only when somebody reads.

import { ClientIds } from "./client-ids.ts";
import { type JournalEntry, JournalError } from "./entry.ts";
import { type JournalFilter, matches } from "./filter.ts";
import { harOf } from "./har.ts";
import { type Kept, keep, type Note, settle, weight, withoutText } from "./note.ts";
import { show } from "./show.ts";

export interface JournalOptions {
  /** How many entries are kept; the oldest give way. 10,000 when left out. */
  readonly limit?: number;
  /** How much text of bodies and frames is kept, in characters; the oldest gives way, its entries stay. 64 M when left out. */
  readonly textMax?: number;
  /** Whether it records from the start; true when left out. */
  readonly isOn?: boolean;
  /** Hears of listeners that throw. */
  readonly fail?: (error: unknown) => void;
}

interface Slot {
  seq: number;
  kept: Kept;
  weight: number;
  shown: JournalEntry | undefined;
}

interface Follower {
  readonly filter: JournalFilter;
  readonly listener: (entry: JournalEntry) => void;
}

const LIMIT = 10_000;
const TEXT_MAX = 64 * 1024 * 1024;

export class Journal {
  /** Nothing is recorded while this is false. */
  isOn: boolean;
  readonly #limit: number;
  readonly #textMax: number;
  readonly #fail: (error: unknown) => void;
  readonly #followers = new Set<Follower>();
  readonly #untold: Slot[] = [];
  #isTelling = false;
  /** Entry `seq` is in slot `(seq - 1) % limit`. */
  #slots: Slot[] = [];
  #last = 0;
  #weight = 0;
  /** Up to this entry none has a text. */
  #bareUpTo = 0;
  #ids = new ClientIds();
  #metUpTo = 0;
  #ending = new AbortController();

  /** Throws a JournalError when a bound is no positive whole number. */
  constructor(options: JournalOptions = {}) {
    this.isOn = options.isOn ?? true;
    this.#limit = bound("entries", options.limit ?? LIMIT);
    this.#textMax = bound("characters", options.textMax ?? TEXT_MAX);
    this.#fail = options.fail ?? (() => {});
  }

  /** Takes a note, which from now on is the journal's: the caller must not write into it or into its answer. */
  record(note: Note): void {
    if (!this.isOn) return;
    const kept = keep(note);
    const heavy = weight(kept);
    const seq = this.#last + 1;
    this.#last = seq;
    const at = (seq - 1) % this.#limit;
    let slot = this.#slots[at];
    if (slot) {
      this.#weight += heavy - slot.weight;
      slot.seq = seq;
      slot.kept = kept;
      slot.weight = heavy;
      slot.shown = undefined;
    } else {
      this.#weight += heavy;
      slot = { seq, kept, weight: heavy, shown: undefined };
      this.#slots.push(slot);
    }
    if (this.#weight > this.#textMax) this.#lighten();
    if (this.#followers.size > 0) this.#tell(slot);
  }

  /** Those wanted in their order, without secrets, frozen. */
  entries(filter: JournalFilter = {}): readonly JournalEntry[] {
    return this.#wanted(filter).map((slot) => this.#show(slot));
  }

  /** How many are wanted, whatever `limit` says. */
  count(filter: JournalFilter = {}): number {
    return this.#wanted({ ...filter, limit: undefined }).length;
  }

  /** How many entries have given way to newer ones. */
  get forgotten(): number {
    return this.#last - this.#slots.length;
  }

  /** Aborted when those who follow the journal are to go. */
  get ending(): AbortSignal {
    return this.#ending.signal;
  }

  /** Sends away those who follow it; what it holds stays. */
  end(): void {
    this.#ending.abort();
    this.#ending = new AbortController();
  }

  /** Forgets everything: the next entry is the first again. Those who listen go on to. */
  clear(): void {
    this.#slots = [];
    this.#last = 0;
    this.#weight = 0;
    this.#bareUpTo = 0;
    this.#ids = new ClientIds();
    this.#metUpTo = 0;
  }

  /** Calls with every new entry that is wanted, at once and in order; `since` and `limit` do not count. Returns the way to stop. */
  listen(listener: (entry: JournalEntry) => void, filter: JournalFilter = {}): () => void {
    const follower = { listener, filter: { ...filter, since: undefined } };
    this.#followers.add(follower);
    return () => {
      this.#followers.delete(follower);
    };
  }

  /**
   * A HAR 1.2, for browsers' tools and `chat-emulator check`: without secrets, but with all other headers, ports and ids
   * as they were. Frames are the `_webSocketMessages` of the first exchange with their session; `log.comment` says how
   * many have none.
   */
  toHar(filter: JournalFilter = {}): object {
    return harOf(this.#wanted(filter));
  }

  #wanted(filter: JournalFilter): readonly Slot[] {
    const { limit = Number.POSITIVE_INFINITY, since } = filter;
    const wanted: Slot[] = [];
    for (let seq = this.forgotten + 1; seq <= this.#last; seq += 1) {
      const slot = this.#slotOf(seq);
      if (!slot) continue;
      slot.kept = settle(slot.kept);
      if (matches(seq, slot.kept, filter)) wanted.push(slot);
    }
    if (wanted.length <= limit) return wanted;
    return since === undefined ? wanted.slice(wanted.length - limit) : wanted.slice(0, limit);
  }

  #show(slot: Slot): JournalEntry {
    this.#meetIds();
    slot.shown ??= show(slot.seq, slot.kept, this.#ids);
    return slot.shown;
  }

  /** The numbers of ids must not depend on which entries are read. */
  #meetIds(): void {
    for (let seq = Math.max(this.#metUpTo, this.forgotten) + 1; seq <= this.#last; seq += 1) {
      const slot = this.#slotOf(seq);
      if (slot) this.#ids.meet(slot.kept);
    }
    this.#metUpTo = this.#last;
  }

  #slotOf(seq: number): Slot | undefined {
    return this.#slots[(seq - 1) % this.#limit];
  }

  #lighten(): void {
    let seq = Math.max(this.#bareUpTo, this.forgotten);
    while (this.#weight > this.#textMax && seq < this.#last) {
      seq += 1;
      const slot = this.#slotOf(seq);
      if (!slot || slot.weight === 0) continue;
      slot.kept = withoutText(slot.kept);
      slot.shown = undefined;
      this.#weight -= slot.weight;
      slot.weight = 0;
    }
    this.#bareUpTo = seq;
  }

  /** A listener may record, too: the others hear of that when they have heard of what was before. */
  #tell(slot: Slot): void {
    slot.kept = settle(slot.kept);
    this.#untold.push({ ...slot });
    if (this.#isTelling) return;
    this.#isTelling = true;
    for (let next = this.#untold.shift(); next; next = this.#untold.shift()) {
      for (const follower of [...this.#followers]) {
        if (this.#followers.has(follower)) this.#call(follower, next);
      }
    }
    this.#isTelling = false;
  }

  #call({ listener, filter }: Follower, slot: Slot): void {
    if (!matches(slot.seq, slot.kept, filter)) return;
    try {
      listener(this.#show(slot));
    } catch (error) {
      this.#fail(error);
    }
  }
}

function bound(what: string, value: number): number {
  if (Number.isSafeInteger(value) && value > 0) return value;
  throw new JournalError(
    `Cannot keep ${value} ${what} in a journal: that is no positive whole number. Give one, or turn the journal off.`,
  );
}
