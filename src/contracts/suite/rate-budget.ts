// Keeps a run within so many requests a minute, so that staging is not flooded.

export class RateBudget {
  readonly #gapMs: number;
  #nextAt = 0;

  /** `perMinute` left out means no limit. */
  constructor(perMinute: number | undefined) {
    this.#gapMs = perMinute === undefined ? 0 : 60_000 / perMinute;
  }

  /** Waits for this request's turn. */
  async turn(): Promise<void> {
    if (this.#gapMs === 0) return;
    const now = performance.now();
    const mine = Math.max(now, this.#nextAt);
    this.#nextAt = mine + this.#gapMs;
    if (mine > now) await pause(mine - now);
  }
}

export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
