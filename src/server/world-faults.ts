// The faults of one world, with the lag of its reads, which belongs to the same kind of trouble.

import { type Chance, Faults, type Lag, readLag } from "./faults/index.ts";
import type { ReadLag } from "./tenant.ts";

export class WorldFaults extends Faults {
  readonly #setLag: (lag: ReadLag) => void;

  constructor(options: { readonly random: Chance; setLag(lag: ReadLag): void }) {
    super(options);
    this.#setLag = options.setLag;
  }

  /** Lets reads lag behind writes; `{}` ends it. Throws a `FaultError` for anything but a `Lag`. */
  lag(wanted: Lag): void {
    const { receiptsMs = 0, listsMs = 0 } = readLag(wanted);
    this.#setLag({ receiptsMs, listsMs });
  }

  override clear(): void {
    super.clear();
    this.#setLag({ receiptsMs: 0, listsMs: 0 });
  }
}
