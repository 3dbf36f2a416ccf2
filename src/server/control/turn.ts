// One thing that a robot heard and whose handler runs with a client: what it does about it, until it says that it is done.

import { AsyncResource } from "node:async_hooks";
import type { RobotHands } from "../robots/index.ts";
import { Problem } from "./problem.ts";

export class Turn {
  readonly id: string;
  readonly #hands: RobotHands;
  readonly #signal: AbortSignal;
  /** What is done in a turn belongs to the work that the clock waits for, whichever request brings it. */
  readonly #inside = AsyncResource.bind((act: () => void) => act());
  readonly #ended: Promise<void>;
  #resolve: () => void = () => {};
  #reject: (error: unknown) => void = () => {};
  #isOver = false;

  /** To be made by the handler. `signal` is the robot's. */
  constructor(id: string, hands: RobotHands, signal: AbortSignal) {
    this.id = id;
    this.#hands = hands;
    this.#signal = signal;
    this.#ended = new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
    signal.addEventListener("abort", this.#stop);
  }

  /** For the handler to wait for: until the client is done or gone, or the robot stops. */
  get ended(): Promise<void> {
    return this.#ended;
  }

  /** Hands stay good after the turn, as they do in a program. Rejects with what the world refuses. */
  async act<Value>(act: (hands: RobotHands) => Value | Promise<Value>): Promise<Value> {
    this.#expectThere();
    try {
      return await new Promise<Value>((resolve, reject) => {
        this.#inside(() => {
          (async () => act(this.#hands))().then(resolve, reject);
        });
      });
    } catch (error) {
      this.#expectThere();
      throw error;
    }
  }

  done(): void {
    this.#close(() => this.#resolve());
  }

  /** The error becomes one of the clock's. */
  fail(message: string): void {
    this.#close(() => this.#reject(new Error(message)));
  }

  /** For nobody's sake any more. */
  abandon(): void {
    this.#end(() => this.#resolve());
  }

  #close(settle: () => void): void {
    this.#expectThere();
    if (this.#isOver) {
      throw new Problem(
        409,
        `Cannot end turn ${this.id}: it is over. Say only once whether it is done or failed.`,
      );
    }
    this.#end(settle);
  }

  #end(settle: () => void): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#signal.removeEventListener("abort", this.#stop);
    settle();
  }

  readonly #stop = (): void => this.#end(() => this.#reject(this.#signal.reason));

  #expectThere(): void {
    if (this.#signal.aborted) throw stopped(this.#hands.name);
  }
}

function stopped(name: string): Problem {
  return new Problem(
    410,
    `Cannot go on with the robot ${name}: it was stopped. Let it listen anew.`,
  );
}
