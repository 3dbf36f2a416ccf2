// Counts how robots set each other off, so that two who answer each other at once come to an end.

/** How many reactions may come of one thing with no time between them. */
export const REACTIONS_MAX = 1000;

/** All that has come of one thing and that nobody has waited for. */
export class Chain {
  #count = 0;

  /** Counts one more reaction: whether it is within the bound, the first beyond it, or one after that. */
  add(): "within" | "first beyond" | "beyond" {
    this.#count += 1;
    if (this.#count <= REACTIONS_MAX) return "within";
    return this.#count === REACTIONS_MAX + 1 ? "first beyond" : "beyond";
  }
}

export class Chains {
  #current: Chain | undefined;
  readonly #begun = new WeakMap<object, Chain>();

  /** The chain of a cause that is being told: that of the robot which did it, or one that it begins itself. */
  of(cause: object): Chain {
    if (this.#current) return this.#current;
    let chain = this.#begun.get(cause);
    if (!chain) {
      chain = new Chain();
      this.#begun.set(cause, chain);
    }
    return chain;
  }

  /** Does something at once that belongs to a chain. */
  during<Value>(chain: Chain, act: () => Value): Value {
    const before = this.#current;
    this.#current = chain;
    try {
      return act();
    } finally {
      this.#current = before;
    }
  }
}
