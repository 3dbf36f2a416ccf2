// The events of one chat host under its one counter: what rooms and people were told, kept for those who ask later.

import type { ConversationId, PersonId } from "../../engine/ids.ts";

/** An event that has no number yet. */
export interface Draft {
  /** What it is called in the contract, such as `messagePosted`. */
  readonly name: string;
  readonly room: ConversationId;
  /** Told to this person only, in every room that he listens to. */
  readonly to?: PersonId;
  /** Told only to moderators and people of much reputation. */
  readonly isForTrusted?: true;
  /** The fields besides the id, in the order of the wire. */
  fields(): Readonly<Record<string, unknown>>;
}

export interface LoggedEvent extends Draft {
  readonly id: number;
  /** The event as JSON, made when somebody first asks. */
  json(): string;
}

export interface LogListener {
  /** Hears of the events of one order, all of them at once. */
  hear(events: readonly LoggedEvent[]): void;
  /** There will be nothing more to hear. */
  end(): void;
}

/** The real counters are of that size (2017). */
const FIRST = 100_000_000;

/** How many events of a room, or of a person, are kept. */
const KEPT = 2000;

export interface SavedLog {
  readonly last: number;
  readonly rooms: ReadonlyMap<ConversationId, readonly LoggedEvent[]>;
  readonly people: ReadonlyMap<PersonId, readonly LoggedEvent[]>;
}

export class EventLog {
  #last = FIRST;
  readonly #rooms = new Map<ConversationId, LoggedEvent[]>();
  readonly #people = new Map<PersonId, LoggedEvent[]>();
  readonly #listeners = new Set<LogListener>();

  /** The number of the newest event, whatever its room: what clients call time and marker. */
  get last(): number {
    return this.#last;
  }

  add(drafts: readonly Draft[]): void {
    if (drafts.length === 0) return;
    const events = drafts.map((draft) => this.#number(draft));
    for (const event of events) this.#keep(event);
    for (const listener of this.#listeners) listener.hear(events);
  }

  /** Tells a listener of each order that led to events; returns the way to stop. */
  listen(listener: LogListener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  save(): SavedLog {
    return { last: this.#last, rooms: copyOf(this.#rooms), people: copyOf(this.#people) };
  }

  /** Listeners are told nothing. */
  load({ last, rooms, people }: SavedLog): void {
    this.#last = last;
    fill(this.#rooms, rooms);
    fill(this.#people, people);
  }

  close(): void {
    for (const listener of this.#listeners) listener.end();
    this.#listeners.clear();
  }

  /** What a room was told after the marker, with what its listener was told alone, in order. */
  since(marker: number, room: ConversationId, listener: PersonId | undefined): LoggedEvent[] {
    const said = after(this.#rooms.get(room), marker);
    const personal = listener === undefined ? [] : after(this.#people.get(listener), marker);
    if (personal.length === 0) return said;
    return [...said, ...personal].sort((one, other) => one.id - other.id);
  }

  #number(draft: Draft): LoggedEvent {
    this.#last += 1;
    const id = this.#last;
    let json: string | undefined;
    return {
      ...draft,
      id,
      json: () => {
        json ??= JSON.stringify({ ...draft.fields(), id });
        return json;
      },
    };
  }

  #keep(event: LoggedEvent): void {
    const kept =
      event.to === undefined ? list(this.#rooms, event.room) : list(this.#people, event.to);
    kept.push(event);
    // Half of them at once, so that keeping costs the same for every event.
    if (kept.length >= 2 * KEPT) kept.splice(0, kept.length - KEPT);
  }
}

function copyOf<Key>(lists: ReadonlyMap<Key, readonly LoggedEvent[]>): Map<Key, LoggedEvent[]> {
  return new Map([...lists].map(([key, events]) => [key, [...events]]));
}

function fill<Key>(
  lists: Map<Key, LoggedEvent[]>,
  saved: ReadonlyMap<Key, readonly LoggedEvent[]>,
): void {
  lists.clear();
  for (const [key, events] of copyOf(saved)) lists.set(key, events);
}

function list<Key>(lists: Map<Key, LoggedEvent[]>, key: Key): LoggedEvent[] {
  let found = lists.get(key);
  if (!found) {
    found = [];
    lists.set(key, found);
  }
  return found;
}

function after(events: readonly LoggedEvent[] = [], marker: number): LoggedEvent[] {
  let low = 0;
  let high = events.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((events[middle]?.id ?? 0) <= marker) low = middle + 1;
    else high = middle;
  }
  return events.slice(low);
}
