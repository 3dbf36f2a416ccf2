// The time of a world: real, shifted, or standing still; and what is to happen when it has come.

import { Timetable } from "./timetable.ts";

export interface Duration {
  readonly days?: number;
  readonly hours?: number;
  readonly minutes?: number;
  readonly seconds?: number;
  readonly milliseconds?: number;
}

/** The longest wait that a timer of Node's can take. */
const TIMER_MAX_MS = 2 ** 31 - 1;

export class Clock {
  #frozenAt: number | undefined;
  #offset: number;
  readonly #timetable = new Timetable();
  #timer: NodeJS.Timeout | undefined;
  #timerAt = Number.POSITIVE_INFINITY;

  private constructor(frozenAt: number | undefined, offset: number) {
    this.#frozenAt = frozenAt;
    this.#offset = offset;
  }

  /** Reads an ISO time to run on from, or `frozen:` and an ISO time; the real time when left out. */
  static read(text?: string): Clock {
    if (text === undefined) return new Clock(undefined, 0);
    const isFrozen = text.startsWith("frozen:");
    const time = parseTime(isFrozen ? text.slice("frozen:".length) : text);
    return isFrozen ? new Clock(time, 0) : new Clock(undefined, time - Date.now());
  }

  /** Milliseconds since the epoch. */
  now(): number {
    return this.#frozenAt ?? this.machineNow() + this.#offset;
  }

  /** The time by the clock that everybody outside goes by. */
  machineNow(): number {
    return Date.now();
  }

  /** Runs a task when its time (ms) has come; returns the way to call it off. */
  at(time: number, run: () => void): () => void {
    const callOff = this.#timetable.add(time, run);
    if (time < this.#timerAt) this.#wind();
    return callOff;
  }

  /** Runs a task in that many milliseconds; returns the way to call it off. */
  after(ms: number, run: () => void): () => void {
    return this.at(this.now() + ms, run);
  }

  /** Makes the time stand still, now or at an ISO time. */
  freeze(at?: string): void {
    this.#frozenAt = at === undefined ? this.now() : parseTime(at);
    this.#wind();
  }

  /** Lets the time run again, on from where it stands. */
  resume(): void {
    this.#offset = this.now() - this.machineNow();
    this.#frozenAt = undefined;
    this.#wind();
  }

  /** Moves the time on; what falls due on the way is done in order, each at its own time. */
  advance(duration: Duration): void {
    const end = this.now() + milliseconds(duration);
    for (let next = this.#timetable.next(); next !== undefined && next <= end; ) {
      this.#moveTo(Math.max(next, this.now()));
      this.#timetable.runNext();
      next = this.#timetable.next();
    }
    this.#moveTo(end);
    this.#wind();
  }

  /** Forgets what was to happen. */
  stop(): void {
    clearTimeout(this.#timer);
    this.#timetable.clear();
  }

  #moveTo(time: number): void {
    if (this.#frozenAt === undefined) this.#offset = time - this.machineNow();
    else this.#frozenAt = time;
  }

  /** Sets the one real timer to the next task; a clock that stands still needs none. */
  #wind(): void {
    clearTimeout(this.#timer);
    this.#timerAt = Number.POSITIVE_INFINITY;
    const next = this.#timetable.next();
    if (next === undefined || this.#frozenAt !== undefined) return;
    this.#timerAt = next;
    const wait = Math.min(Math.max(next - this.now(), 0), TIMER_MAX_MS);
    // What waits does not keep a program running.
    this.#timer = setTimeout(() => this.#ring(), wait).unref();
  }

  #ring(): void {
    for (let next = this.#timetable.next(); next !== undefined && next <= this.now(); ) {
      this.#timetable.runNext();
      next = this.#timetable.next();
    }
    this.#wind();
  }
}

function parseTime(text: string): number {
  const time = Date.parse(text);
  if (!Number.isNaN(time)) return time;
  throw new RangeError(
    `Cannot set the clock: "${text}" is no time. Write an ISO time such as 2025-03-15T12:00:00Z, or frozen:2025-03-15T12:00:00Z.`,
  );
}

function milliseconds(duration: Duration): number {
  const { days = 0, hours = 0, minutes = 0, seconds = 0, milliseconds = 0 } = duration;
  const total = (((days * 24 + hours) * 60 + minutes) * 60 + seconds) * 1000 + milliseconds;
  if (total >= 0) return total;
  throw new RangeError(
    `Cannot advance the clock by ${JSON.stringify(duration)}: time only moves on. Give numbers that are not negative.`,
  );
}
