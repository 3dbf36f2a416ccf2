// One isolated world: its resource and its people, its Stack Exchange, its clock, and who listens to it.

import type { Dispatcher } from "undici";
import type { Fixture } from "../fixtures/fixture.ts";
import type { RobotFixture } from "../fixtures/robot-fixture.ts";
import { AcsResource } from "./acs-resource.ts";
import type { ChatTenant } from "./chat-emulator.ts";
import type { Clock, SavedClock } from "./clock.ts";
import type { TokenAuthority } from "./dialects/acs/tokens.ts";
import type { Notifier } from "./dialects/dialect.ts";
import type { StackExchangeSettings } from "./dialects/stackexchange/settings.ts";
import type { PersonId } from "./engine/ids.ts";
import type { State } from "./engine/state.ts";
import { type AzureHttpClient, createAzureHttpClient } from "./in-process/azure-http-client.ts";
import { createDispatcher } from "./in-process/dispatcher.ts";
import { Journal } from "./journal/index.ts";
import {
  agreedFixture,
  type People,
  playFixtures,
  playRobots,
  scenariosOf,
  snapshotOf,
  worldOf,
} from "./play-fixtures.ts";
import { Random, type SavedRandom } from "./random.ts";
import { Hub } from "./realtime/hub.ts";
import { Retention } from "./retention.ts";
import { Robots } from "./robots/index.ts";
import { Snapshots } from "./snapshots.ts";
import { type LoadedParts, type SavedResource, StackExchangeResource } from "./stackexchange.ts";
import { DEFAULT_WORLD, Tenant } from "./tenant.ts";
import { WorldFaults } from "./world-faults.ts";

/** A world as it was; nothing of it changes any more. */
export interface WorldSnapshot {
  readonly state: State;
  readonly random: SavedRandom;
  readonly clock: SavedClock;
  readonly people: ReadonlyMap<string, PersonId>;
  /** What goes on by itself. */
  readonly robots: readonly RobotFixture[];
  readonly stackexchange: SavedResource;
}

export interface WorldOptions {
  readonly name: string;
  readonly seed: number;
  /** Derived from the seed when left out. */
  readonly resourceId?: string;
  readonly clock?: string;
  readonly accessKey: string;
  /** How many requests and frames are kept; 0 for none. */
  readonly journalLimit: number;
  readonly fixtures: readonly Fixture[];
  /** What a reset goes back to, where that is not what the world begins with. */
  readonly resetsTo?: readonly Fixture[];
  readonly stackexchange: StackExchangeSettings;
  readonly tokens: TokenAuthority;
  readonly notifier: Notifier;
  /** Hears of what goes wrong while the time runs by itself, such as in a robot. */
  fail(error: unknown): void;
  /** What Stack Exchange is made of, once it is loaded. */
  loaded(): LoadedParts | undefined;
  /** The endpoint of this world, with a slash at its end. */
  endpoint(): string;
  /** Answers a request that names no world as this one. */
  fetch(request: Request): Promise<Response>;
  fork(origin: World, name?: string): World;
}

export class World implements ChatTenant {
  readonly name: string;
  readonly httpClient: AzureHttpClient;
  readonly faults: WorldFaults;
  readonly journal: Journal;
  readonly snapshots = new Snapshots(this);
  readonly acs: AcsResource;
  readonly stackexchange: StackExchangeResource;
  readonly #options: WorldOptions;
  #tenant: Tenant;
  #people: People;
  #hub: Hub;
  #retention: Retention;
  #robots: Robots;
  #scenarios: readonly RobotFixture[];
  #dispatcher: Dispatcher | undefined;

  constructor(options: WorldOptions) {
    this.name = options.name;
    this.#options = { ...options, ...identityOf(options) };
    const { seed } = this.#options;
    // Chance of its own, so that a fault more or less does not change the ids of threads.
    this.faults = new WorldFaults({
      random: new Random(seed ^ 0xfa017),
      setLag: (lag) => {
        this.#tenant.lag = lag;
      },
    });
    this.journal = new Journal({
      isOn: options.journalLimit > 0,
      limit: Math.max(1, options.journalLimit),
    });
    this.httpClient = createAzureHttpClient((request) => this.fetch(request));
    this.#tenant = this.#createTenant();
    this.#people = this.#play(this.#tenant, options.fixtures);
    this.#hub = new Hub(this.#tenant, options.notifier);
    this.#retention = new Retention(this.#tenant);
    this.#scenarios = scenariosOf(options.fixtures);
    this.#robots = this.#createRobots();
    this.acs = new AcsResource({
      tokens: options.tokens,
      tenant: () => this.#tenant,
      people: () => this.#people,
      hub: () => this.#hub,
      robots: () => this.#robots,
      endpoint: () => options.endpoint(),
    });
    this.stackexchange = new StackExchangeResource({
      world: options.name,
      seed,
      faults: this.faults,
      journal: this.journal,
      settings: options.stackexchange,
      fixtures: this.fixtures.map(withAccounts),
      clock: () => this.#tenant.clock,
      seal: (words) => options.tokens.seal(words),
    });
  }

  get tenant(): Tenant {
    return this.#tenant;
  }

  get hub(): Hub {
    return this.#hub;
  }

  get robots(): Robots {
    return this.#robots;
  }

  get clock(): Clock {
    return this.#tenant.clock;
  }

  get people(): ReadonlyMap<string, unknown> {
    return this.#people;
  }

  fetch(request: Request): Promise<Response> {
    return this.#options.fetch(request);
  }

  /** Made on first use: undici costs more to load than the rest of the emulator. */
  get dispatcher(): Dispatcher {
    this.#dispatcher ??= createDispatcher((request) => this.fetch(request));
    return this.#dispatcher;
  }

  async reset(): Promise<void> {
    const tenant = this.#createTenant();
    this.#people = this.#play(tenant, this.fixtures);
    this.leave();
    this.faults.clear();
    this.journal.clear();
    this.#tenant = tenant;
    this.#hub = new Hub(tenant, this.#options.notifier);
    this.#retention = new Retention(tenant);
    this.#scenarios = scenariosOf(this.fixtures);
    this.#robots = this.#createRobots();
    this.stackexchange.reset();
  }

  /** What a reset goes back to. */
  get fixtures(): readonly Fixture[] {
    return this.#options.resetsTo ?? this.#options.fixtures;
  }

  /** The world as it is now, for good: costs as much as there are people and conversations, not messages. */
  snapshot(): WorldSnapshot {
    return {
      state: this.#tenant.engine.snapshot(),
      random: this.#tenant.random.save(),
      clock: this.clock.save(),
      people: new Map(this.#people),
      robots: this.#scenarios,
      stackexchange: this.stackexchange.save(),
    };
  }

  /** Goes back to a snapshot, which can be gone back to again; who is connected has to connect anew. */
  restore(snapshot: WorldSnapshot): void {
    this.leave();
    this.#tenant.engine.restore(snapshot.state);
    this.#tenant.random.load(snapshot.random);
    this.clock.load(snapshot.clock);
    this.#people = new Map(snapshot.people);
    this.#hub = new Hub(this.#tenant, this.#options.notifier);
    this.#retention = new Retention(this.#tenant);
    this.#scenarios = snapshot.robots;
    this.#robots = this.#createRobots();
    this.stackexchange.load(snapshot.stackexchange, this.#options.loaded());
  }

  /**
   * Takes in a fixture that was checked: on top of what is there, or, where it is a snapshot, in place of it, as a
   * restore does. What it is made of has to be loaded. Throws where the fixture breaks a rule, after a part of it.
   */
  play(fixture: Fixture): void {
    const { snapshot } = fixture;
    const { accounts } = this.stackexchange;
    if (snapshot) this.#become(worldOf(this.#tenant, snapshot));
    else this.#add(agreedFixture(fixture, { people: this.#people, accounts }));
  }

  #become(world: WorldSnapshot): void {
    // A snapshot brings its time along, where nobody has chosen another.
    const isChosen = this.#options.clock !== undefined;
    this.restore(isChosen ? { ...world, clock: this.clock.save() } : world);
  }

  #add(fixture: Fixture): void {
    const people = playFixtures(this.#tenant, [fixture]);
    const scenarios = scenariosOf([fixture]);
    playRobots(this.#robots, this.#tenant, people, scenarios);
    this.stackexchange.play(fixture, this.#options.loaded());
    for (const [name, person] of people) this.#people.set(name, person);
    this.#scenarios = [...this.#scenarios, ...scenarios];
  }

  fork(name?: string): World {
    return this.#options.fork(this, name);
  }

  /** Ends it for good. */
  end(): void {
    this.leave();
    this.journal.end();
  }

  /** Ends what goes on in it. */
  leave(): void {
    this.#hub.close();
    this.#retention.stop();
    this.#robots.stop();
    this.stackexchange.leave();
    this.#tenant.clock.stop();
  }

  /** Chance of their own, so that what they draw does not change the ids of threads. */
  #createRobots(): Robots {
    const random = new Random(this.#options.seed ^ 0xb0b07);
    const robots = new Robots({ space: this.#tenant, hub: this.#hub, clock: this.clock, random });
    playRobots(robots, this.#tenant, this.#people, this.#scenarios);
    return robots;
  }

  #play(tenant: Tenant, fixtures: readonly Fixture[]): People {
    const chosen = tenant.clock.save();
    const people = playFixtures(tenant, fixtures);
    // A snapshot brings its time along, where nobody has chosen another.
    if (this.#options.clock !== undefined) tenant.clock.load(chosen);
    return people;
  }

  #createTenant(): Tenant {
    const { name: world, seed, resourceId, clock, accessKey, fail } = this.#options;
    const { faults, journal } = this;
    const tenant = new Tenant({
      world,
      seed,
      accessKey,
      faults,
      journal,
      ...(resourceId !== undefined && { resourceId }),
      ...(clock !== undefined && { clock }),
    });
    tenant.clock.onError = fail;
    return tenant;
  }
}

/** The default world, and what is forked off it, are the one that a snapshot was taken of: tokens stay good. */
function identityOf({ name, seed, fixtures, resetsTo = fixtures }: WorldOptions) {
  const snapshot = snapshotOf(resetsTo);
  const isSame = name === DEFAULT_WORLD || seed === snapshot?.seed;
  return snapshot && isSame && { seed: snapshot.seed, resourceId: snapshot.acs.resourceId };
}

/** A snapshot's accounts are known before anybody asks for its Stack Exchange. */
function withAccounts(fixture: Fixture): Fixture {
  const { snapshot } = fixture;
  if (!snapshot) return fixture;
  return { ...fixture, stackexchange: { accounts: snapshot.stackexchange.accounts } };
}
