// The time of a world: real, shifted, or standing still.

export class Clock {
  readonly #frozenAt: number | undefined;
  readonly #offset: number;

  private constructor(frozenAt: number | undefined, offset: number) {
    this.#frozenAt = frozenAt;
    this.#offset = offset;
  }

  /** Reads an ISO time to run on from, or `frozen:` and an ISO time; the real time when left out. */
  static read(text?: string): Clock {
    if (text === undefined) return new Clock(undefined, 0);
    const isFrozen = text.startsWith("frozen:");
    const time = Date.parse(isFrozen ? text.slice("frozen:".length) : text);
    if (Number.isNaN(time)) {
      throw new RangeError(
        `Cannot set the clock: "${text}" is no time. Write an ISO time such as 2025-03-15T12:00:00Z, or frozen:2025-03-15T12:00:00Z.`,
      );
    }
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
}
