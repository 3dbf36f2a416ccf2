// The way of notifications to one client: faults drop, double, delay and turn them round on it.

import type { Clock } from "../clock.ts";
import type { FaultyFrame, FrameStrike } from "../faults/index.ts";
import type { Tenant } from "../tenant.ts";

/** What a client gets whose handshake a fault refuses. */
export const refusedHandshake = {
  status: 503,
  text: "Cannot open a socket: a fault refuses it. Try again.",
};

export interface FrameGateOptions {
  readonly faults: Tenant["faults"];
  readonly clock: Clock;
  send(frame: string): void;
  /** Closes the connection with that code. */
  close(code: number): void;
}

export class FrameGate {
  readonly #options: FrameGateOptions;
  /** A frame that goes out after the next one. */
  #held: string | undefined;
  readonly #callOff = new Set<() => void>();

  constructor(options: FrameGateOptions) {
    this.#options = options;
  }

  /** What the faults have to say about a notification; ask once for each. */
  ask(about: FaultyFrame): FrameStrike | undefined {
    const { faults } = this.#options;
    return faults.isIdle ? undefined : faults.strikeFrame(about);
  }

  /** Sends it, unless a fault has it otherwise. */
  pass(frame: string, strike: FrameStrike | undefined): void {
    if (!strike) {
      this.#send(frame);
      return;
    }
    if (strike.close !== undefined) this.#options.close(strike.close);
    else if (!strike.drop) {
      const copies = strike.duplicate ? 2 : 1;
      for (let copy = 0; copy < copies; copy += 1) this.#sendLater(frame, strike);
    }
  }

  /** Forgets what was to be sent later. */
  stop(): void {
    for (const callOff of this.#callOff) callOff();
    this.#callOff.clear();
    this.#held = undefined;
  }

  #sendLater(frame: string, strike: { readonly delayMs?: number; readonly reorder?: true }): void {
    if (strike.delayMs !== undefined) {
      const callOff = this.#options.clock.after(strike.delayMs, () => {
        this.#callOff.delete(callOff);
        this.#send(frame);
      });
      this.#callOff.add(callOff);
    } else if (strike.reorder && this.#held === undefined) this.#held = frame;
    else this.#send(frame);
  }

  #send(frame: string): void {
    this.#options.send(frame);
    const held = this.#held;
    this.#held = undefined;
    if (held !== undefined) this.#options.send(held);
  }
}
