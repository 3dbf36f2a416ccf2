// One engine at work: with its clock, its ids and its chance.

import type { Clock } from "./clock.ts";
import type { Command, CommandType, Outcomes } from "./engine/commands.ts";
import { Engine, type Result } from "./engine/engine.ts";
import type { Settings } from "./engine/state.ts";
import type { World } from "./engine/world.ts";
import type { Random } from "./random.ts";

/** Fresh ids in the form that a vendor gives its ids. */
export type IdSource = Pick<World, "nextId" | "nextMessageId">;

export interface SpaceOptions {
  readonly settings: Settings;
  readonly clock: Clock;
  readonly random: Random;
  ids(space: Space): IdSource;
}

export class Space {
  readonly engine: Engine;
  readonly clock: Clock;
  readonly random: Random;
  readonly #ids: IdSource;

  constructor(options: SpaceOptions) {
    this.engine = new Engine(options.settings);
    this.clock = options.clock;
    this.random = options.random;
    this.#ids = options.ids(this);
  }

  /** Carries out an order at the clock's time, or at another one when the past is played in. */
  execute<Type extends CommandType>(
    command: Command<Type>,
    at = this.clock.now(),
  ): Result<Outcomes[Type]> {
    return this.engine.execute(command, this.worldAt(at));
  }

  worldAt(now: number): World {
    const ids = this.#ids;
    return {
      now,
      nextId: (kind) => ids.nextId(kind),
      nextMessageId: (stamp) => ids.nextMessageId(stamp),
      random: () => this.random.next(),
    };
  }
}
