// One reader of a journal who is told of what is new; the journal itself is the buffer.

import { type Journal, type JournalFilter, sseLines } from "../journal/index.ts";

/** How many entries are told in one go. */
const BATCH = 100;

/** A reader who is too slow misses what has given way in the journal, and costs no memory. */
export class Follower {
  readonly #journal: Journal;
  readonly #filter: JournalFilter;
  readonly #stopListening: () => void;
  /** The seq of the last entry that was told. */
  #last: number;
  #isOver = false;
  #wake = () => {};

  constructor(journal: Journal, filter: JournalFilter, start: number) {
    this.#journal = journal;
    this.#filter = filter;
    this.#last = start;
    this.#stopListening = journal.listen(({ seq }) => {
      // The journal was cleared, and counts from 1 again.
      if (seq <= this.#last) this.#last = seq - 1;
      this.#wake();
    }, filter);
  }

  /** The next entries as events, undefined once it is stopped. */
  async next(): Promise<string | undefined> {
    while (!this.#isOver) {
      const ready = this.#take();
      if (ready !== "") return ready;
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
    return undefined;
  }

  stop(): void {
    this.#isOver = true;
    this.#stopListening();
    this.#wake();
  }

  #take(): string {
    const entries = this.#journal.entries({ ...this.#filter, since: this.#last, limit: BATCH });
    this.#last = entries.at(-1)?.seq ?? this.#last;
    return entries.map(sseLines).join("");
  }
}
