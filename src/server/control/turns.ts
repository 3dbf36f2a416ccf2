// The robots of an emulator whose handlers run with clients: who listens, and which turns they have.

import type { ControlledTenant, ControlOptions } from "./controlled.ts";
import { Problem } from "./problem.ts";
import type { Turn } from "./turn.ts";

/** Of turns that are over, hands are good for that many of the newest of each listener. */
const OVER_MAX = 1000;

/** A client that handles what a robot hears. */
export interface RobotListener {
  readonly tenant: ControlledTenant;
  /** Hears nothing new any more; what was heard is still handled. */
  off(): void;
}

const registers = new WeakMap<ControlOptions, Turns>();

/** Ids are never given twice, so that whoever is late does nothing in another's turn. */
export class Turns {
  readonly #listeners = new Map<string, RobotListener>();
  readonly #turns = new Map<string, { readonly turn: Turn; readonly listener: RobotListener }>();
  readonly #byListener = new WeakMap<RobotListener, Set<Turn>>();
  #given = 0;

  /** Those of that emulator. */
  static of(control: ControlOptions): Turns {
    const turns = registers.get(control) ?? new Turns();
    registers.set(control, turns);
    return turns;
  }

  nextId(): string {
    this.#given += 1;
    return String(this.#given);
  }

  addListener(id: string, listener: RobotListener): void {
    this.#listeners.set(id, listener);
    this.#byListener.set(listener, new Set());
  }

  /** With its turns, which are abandoned. */
  removeListener(id: string): void {
    const listener = this.#listeners.get(id);
    this.#listeners.delete(id);
    for (const turn of (listener && this.#byListener.get(listener)) ?? []) {
      this.#turns.delete(turn.id);
      turn.abandon();
    }
  }

  addTurn(turn: Turn, listener: RobotListener): void {
    const known = this.#byListener.get(listener);
    if (!known) return;
    this.#turns.set(turn.id, { turn, listener });
    known.add(turn);
    const [oldest] = known;
    if (!oldest || known.size <= OVER_MAX) return;
    known.delete(oldest);
    this.#turns.delete(oldest.id);
  }

  listener(id: string, tenant: ControlledTenant): RobotListener {
    const found = this.#listeners.get(id);
    if (found?.tenant === tenant) return found;
    throw this.#absent("listener", id);
  }

  turn(id: string, tenant: ControlledTenant): Turn {
    const found = this.#turns.get(id);
    if (found?.listener.tenant === tenant) return found.turn;
    throw this.#absent("turn", id);
  }

  #absent(kind: string, id: string): Problem {
    const isPast = /^[1-9]\d*$/.test(id) && Number(id) <= this.#given;
    return isPast
      ? new Problem(
          410,
          `Cannot find ${kind} ${id}: it is no more, or not this tenant's. Let a robot listen anew.`,
        )
      : new Problem(
          404,
          `Cannot find ${kind} ${JSON.stringify(id)}: there was none. Give the id that GET robots/{user}/on/{event} has told.`,
        );
  }
}
