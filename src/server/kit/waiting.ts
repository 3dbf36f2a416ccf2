// Waits for what a journal does not hold yet, a bounded while by the machine's time.

import type { JournalEntry, JournalFilter } from "../index.ts";
import { LocalChat } from "./local-chat.ts";

/** What a matcher looks into: the chat of a test, an emulator, or a tenant of it. */
export interface Watched {
  readonly journal: {
    entries(filter?: JournalFilter): readonly JournalEntry[] | Promise<readonly JournalEntry[]>;
    listen(listener: (entry: JournalEntry) => void, filter?: JournalFilter): () => void;
  };
}

/** All entries; at once where the emulator runs in this process. */
export function entriesOf(
  watched: Watched,
): readonly JournalEntry[] | Promise<readonly JournalEntry[]> {
  return watched instanceof LocalChat ? watched.entriesNow() : watched.journal.entries();
}

export function isWatched(value: unknown): value is Watched {
  if (typeof value !== "object" || value === null) return false;
  const journal: unknown = Reflect.get(value, "journal");
  return (
    typeof journal === "object" &&
    journal !== null &&
    typeof Reflect.get(journal, "entries") === "function" &&
    typeof Reflect.get(journal, "listen") === "function"
  );
}

// Those of a test that fakes them would never ring.
const { setTimeout: startTimer, clearTimeout: stopTimer } = globalThis;

/** The entries as soon as they are enough, or as they are when the time (ms) is over. */
export async function waitForEntries(
  watched: Watched,
  isEnough: (entries: readonly JournalEntry[]) => boolean,
  waitMs: number,
): Promise<readonly JournalEntry[]> {
  const present = await entriesOf(watched);
  if (isEnough(present)) return present;
  let isOver = false;
  let wake: () => void = () => {};
  const timer = startTimer(() => {
    isOver = true;
    wake();
  }, waitMs);
  // In another process the listening may begin later than it is asked for.
  const since = present.at(-1)?.seq ?? 0;
  const stop = watched.journal.listen(() => wake(), { kind: "http", since });
  try {
    for (;;) {
      const woken = new Promise<void>((resolve) => {
        wake = resolve;
      });
      const entries = await entriesOf(watched);
      if (isOver || isEnough(entries)) return entries;
      await woken;
    }
  } finally {
    stop();
    stopTimer(timer);
  }
}
