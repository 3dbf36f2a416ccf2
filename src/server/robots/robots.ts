// The robots of one world.

import type { Clock } from "../clock.ts";
import type { PersonId } from "../engine/ids.ts";
import type { Random } from "../random.ts";
import type { Hub } from "../realtime/hub.ts";
import type { Space } from "../space.ts";
import { acsHearing } from "./acs-hearing.ts";
import { Chains } from "./chains.ts";
import type { Hearing } from "./hearing.ts";
import { ListeningRobot } from "./robot.ts";

export interface RobotsOptions {
  readonly space: Space;
  /** Brings the notifications. */
  readonly hub: Pick<Hub, "add">;
  /** The time in which robots wait. */
  readonly clock: Clock;
  /** The chance that handlers ask for; one apart from the space's leaves ids as they were. */
  readonly random: Pick<Random, "next">;
  /** How the notifications of the hub are read; those of Azure Communication Services by default. */
  readonly hearing?: Hearing;
}

export class Robots {
  readonly #options: RobotsOptions;
  readonly #chains = new Chains();
  readonly #robots = new Map<PersonId, ListeningRobot>();
  #made = 0;

  constructor(options: RobotsOptions) {
    this.#options = options;
  }

  /**
   * The robot that acts as that person, under that name; made when there is none that is not stopped.
   * Throws when the world does not know the person, or its robot has another name.
   */
  robot(person: PersonId, name: string): ListeningRobot {
    const present = this.#robots.get(person);
    if (present) return sameName(present, name);
    const known = this.#options.space.engine.state.people.get(person);
    if (!known || known.removedAt !== undefined) {
      throw new Error(
        `Cannot make a robot of ${name}: the world does not know ${person}. Register that person first.`,
      );
    }
    this.#made += 1;
    const robot = new ListeningRobot({
      ...this.#options,
      hearing: this.#options.hearing ?? acsHearing,
      person,
      name,
      chains: this.#chains,
      endpointId: `robot ${this.#made}`,
      onStop: () => this.#robots.delete(person),
    });
    this.#robots.set(person, robot);
    return robot;
  }

  /** The robot that acts under that name, if there is one. */
  named(name: string): ListeningRobot | undefined {
    return [...this.#robots.values()].find((robot) => robot.name === name);
  }

  get names(): readonly string[] {
    return [...this.#robots.values()].map(({ name }) => name);
  }

  /** Stops every robot. */
  stop(): void {
    for (const robot of [...this.#robots.values()]) robot.stop();
  }
}

function sameName(robot: ListeningRobot, name: string): ListeningRobot {
  if (robot.name === name) return robot;
  throw new Error(
    `Cannot call a robot ${name}: that person's robot is called ${robot.name}. Use that name, or stop that robot first.`,
  );
}
