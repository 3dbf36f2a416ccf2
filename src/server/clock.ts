// The time of a world: real, shifted, or standing still; and what is to happen when it has come.

import { type Duration, milliseconds } from "./duration.ts";
import { Timetable, Works } from "./timetable.ts";

/** A clock's time as plain data, in milliseconds: where it stands, or how far it is from the machine's. */
export type SavedClock = { readonly frozenAt: number } | { readonly offset: number };

/** The longest wait that a timer of Node's can take. */
const TIMER_MAX_MS = 2 ** 31 - 1;
/** The last time that a date can have. */
const TIME_MAX = 8.64e15;

export class Clock {
  /**
   * Told of errors in what is due or tracked while the time runs by itself; left unhandled where nobody is told.
   * Where the time stands still or is being moved, the `advance` or `set` under way, or else the next, rejects.
   */
  onError: ((error: unknown) => void) | undefined;
  #frozenAt: number | undefined;
  #offset: number;
  readonly #timetable = new Timetable();
  #timer: { readonly at: number; readonly madeBy: typeof setTimeout; clear(): void } | undefined;
  readonly #works = new Works();
  #isMoving = false;
  readonly #movers: (() => void)[] = [];

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
    if (this.#frozenAt !== undefined) return this.#frozenAt;
    // A test has replaced the timers, or put them back: one that the others made may never ring.
    if (this.#timer && this.#timer.madeBy !== setTimeout) this.#wind();
    return this.machineNow() + this.#offset;
  }

  /** The time by the clock that everybody outside goes by. */
  machineNow(): number {
    return Date.now();
  }

  get isFrozen(): boolean {
    return this.#frozenAt !== undefined;
  }

  /** Milliseconds from the machine's time to this one; undefined while the time stands still. */
  get offset(): number | undefined {
    return this.#frozenAt === undefined ? this.#offset : undefined;
  }

  /** Runs a task when its time (ms) has come; returns the way to call it off. */
  at(time: number, run: () => void): () => void {
    const callOff = this.#timetable.add(time, run);
    const { at = Number.POSITIVE_INFINITY, madeBy = setTimeout } = this.#timer ?? {};
    if (time < at || madeBy !== setTimeout) this.#wind();
    return callOff;
  }

  /** Runs a task in that many milliseconds; returns the way to call it off. */
  after(ms: number, run: () => void): () => void {
    return this.at(this.now() + ms, run);
  }

  /**
   * Resolves when that many milliseconds have passed, none at once; rejects with the signal's reason when it aborts.
   * Work that is tracked is not waited for while it sleeps.
   */
  sleep(ms: number, options: { readonly signal?: AbortSignal } = {}): Promise<void> {
    const { signal } = options;
    if (!(ms >= 0 && ms <= TIME_MAX)) {
      throw new RangeError(
        `Cannot sleep for ${ms} ms: time only moves on, and has an end. Give a number of milliseconds that is not negative.`,
      );
    }
    if (signal?.aborted) return Promise.reject(signal.reason);
    if (ms === 0) return Promise.resolve();
    const wake = this.#works.rest();
    return new Promise((resolve, reject) => {
      const callOff = this.after(ms, () => {
        signal?.removeEventListener("abort", stop);
        wake();
        resolve();
      });
      const stop = () => {
        callOff();
        wake();
        reject(signal?.reason);
      };
      signal?.addEventListener("abort", stop, { once: true });
    });
  }

  /**
   * Starts work that the time waits for: whoever moves it goes on to what is due next when the work sleeps on this
   * clock or has ended. Work must not wait for what only a later time brings in any other way: it would wait for ever.
   */
  track(start: () => Promise<void>): void {
    this.#works.start(start, (error) => this.#fail(error));
  }

  /** Makes the time stand still, now or at an ISO time; what is due before that is not run, other than by `set`. */
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

  /**
   * Moves the time on. What falls due on the way is done in order, each at its own time, and what that starts has
   * ended or sleeps before the next; where no tracked work is awake, all is done when this returns. A move that
   * overlaps with another comes after it. Throws when the duration is not valid, and rejects with the error of what
   * was run, an `AggregateError` if several failed, once the time has come to its end.
   */
  advance(duration: Duration): Promise<void> {
    const ms = milliseconds(duration, "advance the clock");
    this.#expectOutside("advance");
    return this.#move(() => inRange(this.now() + ms));
  }

  /**
   * Moves the time to an ISO time or milliseconds since the epoch, forwards as `advance` does. Backwards it jumps,
   * and rejects when anything is scheduled. Where the time runs, it runs on from there.
   */
  set(time: string | number): Promise<void> {
    const target = typeof time === "string" ? parseTime(time) : inRange(time);
    this.#expectOutside("set");
    return this.#move(() => {
      if (target >= this.now()) return target;
      if (this.#timetable.next() !== undefined) {
        throw new RangeError(
          `Cannot set the clock back to ${new Date(target).toISOString()}: things are scheduled. Set it before anybody connects or waits, or start a new world.`,
        );
      }
      this.#moveTo(target);
      return target;
    });
  }

  /** The time without what is scheduled. */
  save(): SavedClock {
    return this.#frozenAt === undefined ? { offset: this.#offset } : { frozenAt: this.#frozenAt };
  }

  /** Jumps to a time that was saved; what is scheduled stays, and is run when its time comes or has passed. */
  load(saved: SavedClock): void {
    const { frozenAt, offset }: { readonly frozenAt?: unknown; readonly offset?: unknown } = saved;
    if (Number.isFinite(frozenAt) === Number.isFinite(offset)) {
      throw new TypeError(
        `Cannot load the clock from ${JSON.stringify(saved)}: it has neither one frozenAt nor one offset. Give what save() returned.`,
      );
    }
    if (typeof offset === "number") this.#offset = offset;
    this.#frozenAt = typeof frozenAt === "number" ? frozenAt : undefined;
    this.#wind();
  }

  /** Forgets what was to happen. Whoever sleeps does so for ever. */
  stop(): void {
    this.#timer?.clear();
    this.#timer = undefined;
    this.#timetable.clear();
  }

  /** An async function runs up to its first await at once: that is what makes a move without work synchronous. */
  async #move(destination: () => number): Promise<void> {
    if (this.#isMoving) await new Promise<void>((go) => this.#movers.push(go));
    this.#isMoving = true;
    try {
      while (!this.#works.isQuiet) await this.#works.quiet();
      const end = destination();
      for (let next = this.#timetable.next(); next !== undefined && next <= end; ) {
        this.#moveTo(Math.max(next, this.now()));
        this.#runNext();
        while (!this.#works.isQuiet) await this.#works.quiet();
        next = this.#timetable.next();
      }
      this.#moveTo(Math.max(end, this.now()));
    } finally {
      this.#wind();
      const next = this.#movers.shift();
      // Handed over, so that nobody comes in between.
      if (next) next();
      else this.#isMoving = false;
    }
    this.#works.throwKept();
  }

  #expectOutside(what: string): void {
    if (!this.#works.isInside) return;
    throw new Error(
      `Cannot ${what} the clock from inside work that it waits for: each would wait for the other. Let the work sleep on the clock, and move the time outside of it.`,
    );
  }

  #moveTo(time: number): void {
    if (this.#frozenAt === undefined) this.#offset = time - this.machineNow();
    else this.#frozenAt = time;
  }

  /** Sets the one real timer to the next task; a clock that stands still needs none. */
  #wind(): void {
    this.#timer?.clear();
    this.#timer = undefined;
    const next = this.#timetable.next();
    if (next === undefined || this.#frozenAt !== undefined) return;
    const wait = Math.min(Math.max(next - this.now(), 0), TIMER_MAX_MS);
    // Looked up each time, so that the timers of a test are used; only its makers can clear a timer.
    const { setTimeout, clearTimeout } = globalThis;
    // What waits does not keep a program running.
    const timer = setTimeout(() => this.#works.outside(() => this.#ring()), wait).unref();
    this.#timer = { at: next, madeBy: setTimeout, clear: () => clearTimeout(timer) };
  }

  #ring(): void {
    if (this.#isMoving) return;
    for (let next = this.#timetable.next(); next !== undefined && next <= this.now(); ) {
      this.#runNext();
      next = this.#timetable.next();
    }
    this.#wind();
  }

  #runNext(): void {
    try {
      this.#timetable.runNext();
    } catch (error) {
      this.#fail(error);
    }
  }

  #fail(error: unknown): void {
    if (this.#isMoving || this.isFrozen) this.#works.keep(error);
    else if (this.onError) this.onError(error);
    // Nobody is there to take it, and it must not go unseen.
    else void Promise.reject(error);
  }
}

const ISO_TIME = /^\d{4}-\d\d-(\d\d)(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)?)?$/i;

function parseTime(text: string): number {
  const day = ISO_TIME.exec(text)?.[1];
  const time = Date.parse(text);
  // The 30th of February would be taken for a day of March.
  const isDay = Number(day) === new Date(Date.parse(text.slice(0, 10))).getUTCDate();
  if (isDay && !Number.isNaN(time)) return time;
  throw new RangeError(
    `Cannot set the clock: "${text}" is no time. Write an ISO time such as 2025-03-15T12:00:00Z, or frozen:2025-03-15T12:00:00Z.`,
  );
}

function inRange(time: number): number {
  if (Math.abs(time) <= TIME_MAX) return time;
  throw new RangeError(
    `Cannot set the clock to ${time}: no date has that time. Give milliseconds since 1970 up to ${TIME_MAX}.`,
  );
}
