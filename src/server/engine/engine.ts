// One world's state machine: takes orders, writes the events that follow, and tells the listeners.

import type { Command, CommandType, Outcomes } from "./commands.ts";
import { decide } from "./decide.ts";
import type { Event } from "./events.ts";
import { evolve } from "./evolve.ts";
import { forkState } from "./fork.ts";
import type { Refusal } from "./refusals.ts";
import { createState, type Settings, type State } from "./state.ts";
import type { World } from "./world.ts";

export type Result<Outcome> =
  | { readonly outcome: Outcome; readonly refusal?: never }
  | { readonly refusal: Refusal; readonly outcome?: never };

/** Hears of what one order led to, once all of it has happened. */
export type Listener = (events: readonly Event[]) => void;

export class Engine {
  #state: State;
  readonly #listeners = new Set<Listener>();

  constructor(settings: Settings) {
    this.#state = createState(settings);
  }

  get state(): State {
    return this.#state;
  }

  /** The state as it is now, for good: what comes later is written elsewhere. */
  snapshot(): State {
    return forkState(this.#state);
  }

  /** Goes back to a snapshot, which stays as it is; listeners are told nothing. */
  restore(snapshot: State): void {
    this.#state = forkState(snapshot);
  }

  /** Carries out an order as a whole or not at all. */
  execute<Type extends CommandType>(command: Command<Type>, world: World): Result<Outcomes[Type]> {
    const decision = decide(this.#state, command, world);
    if (decision.refusal) return decision;
    for (const event of decision.events) evolve(this.#state, event);
    for (const listener of this.#listeners) listener(decision.events);
    return { outcome: decision.outcome };
  }

  /** Calls `listener` after each order that was carried out; returns the way to stop. */
  listen(listener: Listener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}
