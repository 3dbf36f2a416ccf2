// What is to happen at which time, in a heap, so that thousands of waiting tasks cost nothing until they are due; and the work that they have set going.

import { AsyncLocalStorage } from "node:async_hooks";

interface Task {
  readonly at: number;
  /** Tasks of the same time run in the order in which they were added. */
  readonly order: number;
  run: (() => void) | undefined;
}

export class Timetable {
  #heap: Task[] = [];
  #order = 0;
  /** How many tasks in the heap were called off: at most half of them, so that connections that come and go leave nothing. */
  #calledOff = 0;

  /** Adds a task for a time in milliseconds; returns the way to call it off. */
  add(at: number, run: () => void): () => void {
    this.#order += 1;
    const task: Task = { at, order: this.#order, run };
    this.#heap.push(task);
    this.#rise(this.#heap.length - 1);
    return () => {
      if (!task.run) return;
      // It stays in its place for now; what it holds on to is let go at once.
      task.run = undefined;
      this.#calledOff += 1;
      if (this.#calledOff > this.#heap.length / 2) this.#sweep();
    };
  }

  /** The time of the next task. */
  next(): number | undefined {
    for (let first = this.#heap[0]; first && !first.run; first = this.#heap[0]) {
      this.#remove();
      this.#calledOff -= 1;
    }
    return this.#heap[0]?.at;
  }

  /** Runs the next task, whatever its time. */
  runNext(): void {
    if (this.next() === undefined) return;
    const task = this.#remove();
    const run = task?.run;
    // Calling it off from now on means nothing.
    if (task) task.run = undefined;
    run?.();
  }

  /** Forgets every task. */
  clear(): void {
    for (const task of this.#heap) task.run = undefined;
    this.#heap.length = 0;
    this.#calledOff = 0;
  }

  /** A sorted list is a heap as well. */
  #sweep(): void {
    const kept = this.#heap
      .filter(({ run }) => run)
      .sort((a, b) => a.at - b.at || a.order - b.order);
    this.#heap = kept;
    this.#calledOff = 0;
  }

  #remove(): Task | undefined {
    const first = this.#heap[0];
    const last = this.#heap.pop();
    if (last && first !== last) {
      this.#heap[0] = last;
      this.#sink(0);
    }
    return first;
  }

  #rise(from: number): void {
    for (let at = from; at > 0; ) {
      const parent = (at - 1) >> 1;
      if (!this.#isBefore(at, parent)) return;
      this.#swap(at, parent);
      at = parent;
    }
  }

  #sink(from: number): void {
    for (let at = from; ; ) {
      const left = 2 * at + 1;
      const right = left + 1;
      let least = at;
      if (this.#isBefore(left, least)) least = left;
      if (this.#isBefore(right, least)) least = right;
      if (least === at) return;
      this.#swap(at, least);
      at = least;
    }
  }

  #isBefore(one: number, other: number): boolean {
    const a = this.#heap[one];
    const b = this.#heap[other];
    if (!a || !b) return false;
    return a.at === b.at ? a.order < b.order : a.at < b.at;
  }

  #swap(one: number, other: number): void {
    const a = this.#heap[one];
    const b = this.#heap[other];
    if (!a || !b) return;
    this.#heap[one] = b;
    this.#heap[other] = a;
  }
}

/** How many turns of the microtask queue a strand of work may take to rest again or end, where other strands rest. */
const STRAND_TURNS = 64;
/** Whoever does not look at a hundred errors does not look at more. */
const ERRORS_MAX = 100;

/** One for all worlds: Node 20 never lets go of one, and asks each whenever a promise is made. */
const current = new AsyncLocalStorage<Work | undefined>();

interface Work {
  readonly of: Works;
  /** How many of its rests have not ended. */
  rests: number;
  isAwake: boolean;
  isOver: boolean;
  wakings: number;
}

/** Asynchronous work that is under way, each piece of it awake or at rest. */
export class Works {
  #awake = 0;
  #onQuiet: (() => void) | undefined;
  #kept: unknown[] = [];

  /** Whether no work is awake. */
  get isQuiet(): boolean {
    return this.#awake === 0;
  }

  /** Whether the caller is part of a work that is not over. */
  get isInside(): boolean {
    const work = current.getStore();
    return work?.of === this && !work.isOver;
  }

  /** Resolves when no work is awake, or none was a moment ago; for one caller at a time. */
  quiet(): Promise<void> {
    return new Promise((resolve) => {
      this.#onQuiet = resolve;
    });
  }

  /** Starts work at once; what goes wrong in it, even at once, is told to `fail`. */
  start(run: () => Promise<void>, fail: (error: unknown) => void): void {
    const work: Work = { of: this, rests: 0, isAwake: true, isOver: false, wakings: 0 };
    this.#awake += 1;
    void current
      .run(work, async () => run())
      .catch(fail)
      .finally(() => {
        this.#doze(work);
        work.isOver = true;
      });
  }

  /** The work that the caller is part of, if any, rests from now on; returns the way to wake it. */
  rest(): () => void {
    const work = current.getStore();
    if (work?.of !== this) return () => undefined;
    work.rests += 1;
    this.#doze(work);
    return () => this.#wake(work);
  }

  /** Runs what is no part of any work, although a timer may remember the one that it was made in. */
  outside(run: () => void): void {
    // Most worlds have no work, and what follows would slow every promise of theirs down.
    if (!current.getStore()) run();
    else current.run(undefined, run);
  }

  /** Keeps an error for `throwKept`. */
  keep(error: unknown): void {
    if (this.#kept.length < ERRORS_MAX) this.#kept.push(error);
  }

  /** Throws the error that was kept since the last time, or an `AggregateError` of several. */
  throwKept(): void {
    const errors = this.#kept;
    if (errors.length === 0) return;
    this.#kept = [];
    const [first] = errors;
    if (errors.length === 1) throw first;
    const told = first instanceof Error ? first.message : String(first);
    throw new AggregateError(
      errors,
      `Cannot move the clock in peace: ${errors.length} things failed on the way, first: ${told} Look at the errors of this one.`,
    );
  }

  #doze(work: Work): void {
    if (!work.isAwake || work.isOver) return;
    work.isAwake = false;
    this.#awake -= 1;
    if (this.#awake === 0) this.#onQuiet?.();
  }

  #wake(work: Work): void {
    if (work.isOver) return;
    work.rests -= 1;
    work.wakings += 1;
    if (!work.isAwake) this.#awake += 1;
    work.isAwake = true;
    if (work.rests > 0) void this.#dozeAfterStrand(work);
  }

  /** Where a work rests several times at once, it may be that nothing but the others is left of it. */
  async #dozeAfterStrand(work: Work): Promise<void> {
    const { wakings } = work;
    for (let turn = 0; turn < STRAND_TURNS; turn += 1) await undefined;
    if (work.wakings === wakings && work.rests > 0) this.#doze(work);
  }
}
