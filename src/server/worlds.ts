// All worlds of an emulator: made on first use, found by name or by what a token says, dropped by name.

import { createHash } from "node:crypto";
import type { ChatTenants } from "./chat-emulator.ts";
import { isWorldName } from "./http/address.ts";
import { DEFAULT_WORLD } from "./tenant.ts";
import { World, type WorldOptions } from "./world.ts";

export interface WorldsOptions extends Omit<WorldOptions, "name" | "endpoint" | "fetch" | "fork"> {
  /** Where the emulator is reached, with a slash at its end. */
  endpoint(): string;
  /** Answers a request in a world; without one, in the world that it names. */
  fetch(request: Request, world?: string): Promise<Response>;
}

export class Worlds implements ChatTenants {
  readonly #options: WorldsOptions;
  readonly #byName = new Map<string, World>();
  readonly #byResource = new Map<string, World>();
  readonly default: World;

  constructor(options: WorldsOptions) {
    this.#options = options;
    this.default = this.#make(DEFAULT_WORLD);
  }

  /** Whether there is only one, so that no request has to say which. */
  get isAlone(): boolean {
    return this.#byName.size === 1;
  }

  get names(): readonly string[] {
    return [...this.#byName.keys()];
  }

  /** Throws when no world can have that name. */
  get(name: string): World {
    const known = this.#byName.get(name);
    if (known) return known;
    return this.#make(name);
  }

  has(name: string): boolean {
    return this.#byName.has(name);
  }

  /** The world whose resource issued a token, else the default one. */
  ofToken(authorization: string | null): World {
    if (authorization === null) return this.default;
    const token = /^Bearer +(\S+)$/i.exec(authorization)?.[1];
    const verified = token === undefined ? undefined : this.#options.tokens.verify(token);
    if (typeof verified !== "object") return this.default;
    const named = verified.world === undefined ? undefined : this.#byName.get(verified.world);
    return named ?? this.#byResource.get(verified.resourceId) ?? this.default;
  }

  /** The world of that name, or the default one: it is not made. */
  known(name: string): World {
    return this.#byName.get(name) ?? this.default;
  }

  ofAccount(email: string): World | undefined {
    if (this.default.stackexchange.hasAccount(email)) return this.default;
    return [...this.#byName.values()].find(({ stackexchange }) => stackexchange.hasAccount(email));
  }

  all(): readonly World[] {
    return [...this.#byName.values()];
  }

  /** A new world that is what another one is now; they share what neither changes. */
  fork(origin: World, name = this.#freshName("fork")): World {
    if (this.#byName.has(name)) {
      throw new RangeError(
        `Cannot fork into the tenant ${name}: there is one already. Drop it first, or choose another name.`,
      );
    }
    const fork = this.#make(name, origin);
    fork.restore(origin.snapshot());
    return fork;
  }

  #freshName(start: string): string {
    for (let number = 1; ; number += 1) {
      if (!this.#byName.has(`${start}-${number}`)) return `${start}-${number}`;
    }
  }

  /** False when there is none of that name, or when it is the default one, which stays. */
  drop(name: string): boolean {
    const world = this.#byName.get(name);
    if (!world || world === this.default) return false;
    this.#byName.delete(name);
    const { resourceId } = world.tenant;
    if (this.#byResource.get(resourceId) === world) this.#byResource.delete(resourceId);
    world.end();
    return true;
  }

  #make(name: string, origin?: World): World {
    if (!isWorldName(name)) throw badName(name);
    const { endpoint, seed, fetch } = this.#options;
    const isDefault = name === DEFAULT_WORLD;
    const world = new World({
      ...this.#options,
      name,
      // Ids differ from world to world, so that a token says which one it is for; those of a fork are its origin's.
      seed: origin?.tenant.seed ?? (isDefault ? seed : seedOf(seed, name)),
      fixtures: origin ? [] : this.#options.fixtures,
      resetsTo: origin?.fixtures ?? this.#options.fixtures,
      fork: (from, wanted) => this.fork(from, wanted),
      fetch: (request) => fetch(request, isDefault ? undefined : name),
      endpoint: () => (isDefault ? endpoint() : `${endpoint()}t/${name}/`),
    });
    this.#byName.set(name, world);
    // A snapshot may have brought a resource along that another tenant would have had.
    if (!origin && !this.#byResource.has(world.tenant.resourceId))
      this.#byResource.set(world.tenant.resourceId, world);
    return world;
  }
}

function badName(name: string): RangeError {
  return new RangeError(
    `Cannot make the tenant ${JSON.stringify(name)}: its name is not that of a host. Use up to 63 small letters, digits and hyphens.`,
  );
}

/** 48 bits, which a number holds. */
function seedOf(seed: number, name: string): number {
  return createHash("sha256").update(`${seed} ${name}`).digest().readUIntBE(0, 6);
}
