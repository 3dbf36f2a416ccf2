// The journal: an ordered and bounded record of what came to a tenant and went from it.

export { type HttpEntry, type JournalEntry, JournalError, type SocketEntry } from "./entry.ts";
export { explain, isEnough, received, type Wanted } from "./explain.ts";
export { type JournalFilter, readJournalFilter } from "./filter.ts";
export { Journal } from "./journal.ts";
export type { HttpNote, SocketNote } from "./note.ts";
export { sseLines } from "./sse.ts";
