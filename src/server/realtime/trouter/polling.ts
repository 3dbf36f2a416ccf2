// Long polling: keeps what a client is sent until it comes to fetch it.

import type { Clock } from "../../clock.ts";
import { noopFrame, writeFrames } from "./frames.ts";
import type { Transport } from "./session.ts";

/** An empty poll is answered after this time, so that nothing between gives it up. */
const POLL_MS = 20_000;

export class PollingTransport implements Transport {
  readonly #clock: Clock;
  #frames: string[] = [];
  #size = 0;
  #poll: { answer(text: string): void; callOff(): void } | undefined;
  #isFlushing = false;
  #isClosed = false;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  send(frame: string): void {
    this.#frames.push(frame);
    this.#size += frame.length;
    this.#flushSoon();
  }

  backlog(): number {
    return this.#size;
  }

  close(): void {
    this.#isClosed = true;
    this.#flush();
    this.#answer(noopFrame);
  }

  /** Resolves to the frames as soon as there are some. A newer poll ends the one before. */
  poll(signal: AbortSignal): Promise<string> {
    if (signal.aborted) return Promise.resolve(noopFrame);
    this.#answer(noopFrame);
    return new Promise((answer) => {
      const callOff = this.#clock.after(POLL_MS, () => this.#answer(noopFrame));
      const poll = { answer, callOff };
      this.#poll = poll;
      // What comes after the client has gone waits for its next poll.
      signal.addEventListener("abort", () => {
        if (this.#poll === poll) this.#answer(noopFrame);
      });
      if (this.#frames.length > 0) this.#flush();
      else if (this.#isClosed) this.#answer(noopFrame);
    });
  }

  /** What is sent in one go is fetched in one go. */
  #flushSoon(): void {
    if (this.#isFlushing) return;
    this.#isFlushing = true;
    queueMicrotask(() => {
      this.#isFlushing = false;
      this.#flush();
    });
  }

  #flush(): void {
    if (!this.#poll || this.#frames.length === 0) return;
    const text = writeFrames(this.#frames);
    this.#frames = [];
    this.#size = 0;
    this.#answer(text);
  }

  #answer(text: string): void {
    const poll = this.#poll;
    this.#poll = undefined;
    poll?.callOff();
    poll?.answer(text);
  }
}
