// What the engine knows of the outside: the time, fresh ids and chance, all handed in so that a run can be repeated.

export type IdKind = "person" | "conversation" | "attachment";

export interface World {
  /** Milliseconds since the epoch; the same during one command. */
  readonly now: number;
  /** A fresh id of that kind, in the form the vendor gives its ids. */
  nextId(kind: IdKind): string;
  /** A fresh message id for a change stamped with this time (ms); must grow within a conversation. */
  nextMessageId(stamp: number): number;
  /** A number in [0, 1). */
  random(): number;
}
