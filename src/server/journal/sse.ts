// An entry as a server-sent event.

import type { JournalEntry } from "./entry.ts";

/** With its `seq` as the id, its kind as the event and its JSON as the data; ends with the empty line that sends it off. */
export function sseLines(entry: JournalEntry): string {
  return `id: ${entry.seq}\nevent: ${entry.kind}\ndata: ${JSON.stringify(entry)}\n\n`;
}
