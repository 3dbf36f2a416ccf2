// What is to happen at which time: a heap, so that thousands of waiting tasks cost nothing until they are due.

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
