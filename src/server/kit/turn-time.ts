// The waits of one turn of a robot whose tenant lives in another process: together they are one wait of the tenant's.

/** How many turns of the microtask queue a handler may take to go on, before it is taken to do nothing but wait. */
const STRAND_TURNS = 64;

interface Sleeper {
  /** Milliseconds after the turn began, by the waits alone: while it is awake the tenant's time stands still. */
  readonly at: number;
  resolve(): void;
  reject(error: unknown): void;
}

export interface TurnTimeOptions {
  /** Resolves when that many milliseconds have passed in the tenant, whose clock may go on meanwhile. */
  wait(ms: number): Promise<void>;
  /** Whether a call is on its way. */
  isBusy(): boolean;
}

/**
 * The tenant's clock goes on as soon as a turn waits. So a wait is sent only when the handler has nothing else under
 * way, and of several the one that ends first.
 */
export class TurnTime {
  readonly #options: TurnTimeOptions;
  readonly #sleepers: Sleeper[] = [];
  #passed = 0;
  #isWaiting = false;
  #isReleased = false;
  #stirs = 0;

  constructor(options: TurnTimeOptions) {
    this.#options = options;
  }

  sleep(ms: number): Promise<void> {
    if (ms === 0) return Promise.resolve();
    // Begun while the clock goes on, by what is no part of the turn, it has its own beginning.
    if (this.#isWaiting || this.#isReleased) return this.#options.wait(ms);
    return new Promise((resolve, reject) => {
      const sleeper = { at: this.#passed + ms, resolve, reject };
      const after = this.#sleepers.findIndex(({ at }) => at > sleeper.at);
      this.#sleepers.splice(after < 0 ? this.#sleepers.length : after, 0, sleeper);
      this.stir();
    });
  }

  /** To be called when something has begun or ended. */
  stir(): void {
    this.#stirs += 1;
    void this.#waitWhenQuiet(this.#stirs);
  }

  /** The turn ends: what still waits does so on its own. */
  release(): void {
    this.#isReleased = true;
    const left = this.#sleepers.splice(this.#isWaiting ? 1 : 0);
    for (const { at, resolve, reject } of left) {
      this.#options.wait(at - this.#passed).then(resolve, reject);
    }
  }

  async #waitWhenQuiet(stir: number): Promise<void> {
    for (let turn = 0; turn < STRAND_TURNS; turn += 1) await undefined;
    if (stir !== this.#stirs || this.#isWaiting || this.#options.isBusy()) return;
    const [first] = this.#sleepers;
    if (!first) return;
    try {
      await this.#pass(first.at - this.#passed);
    } catch (error) {
      for (const { reject } of this.#sleepers.splice(0)) reject(error);
      return;
    }
    this.#passed = first.at;
    this.#sleepers.shift();
    first.resolve();
    this.stir();
  }

  async #pass(ms: number): Promise<void> {
    if (ms <= 0) return;
    this.#isWaiting = true;
    try {
      await this.#options.wait(ms);
    } finally {
      this.#isWaiting = false;
    }
  }
}
