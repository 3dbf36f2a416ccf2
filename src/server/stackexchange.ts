// The emulated Stack Exchange chat of one world as a program sees it; it comes into being when it is first asked for.

import { chatHosts } from "../contracts/stackexchange/hosts.ts";
import type { Fixture } from "../fixtures/fixture.ts";
import type {
  AccountRequest,
  StackExchangeAccount,
  StackExchangeEmulator,
} from "./chat-emulator.ts";
import type { Clock } from "./clock.ts";
import type { Passes } from "./dialects/stackexchange/passes.ts";
import type { StackExchangeSettings } from "./dialects/stackexchange/settings.ts";
import type { SavedStackExchange, StackExchange } from "./dialects/stackexchange/stack-exchange.ts";
import type { Faults } from "./faults/index.ts";
import type { Journal } from "./journal/index.ts";
import type { StackExchangeParts } from "./stackexchange-door.ts";

export interface StackExchangeResourceOptions {
  readonly world: string;
  readonly seed: number;
  readonly settings: StackExchangeSettings;
  readonly fixtures: readonly Fixture[];
  readonly faults: Faults;
  readonly journal: Journal;
  clock(): Clock;
  seal(words: string): string;
}

/** What a network is made of. */
export interface LoadedParts {
  readonly parts: StackExchangeParts;
  readonly passes: Passes;
}

export interface SavedResource {
  readonly beganAt: number;
  readonly accounts: ReadonlyMap<string, StackExchangeAccount>;
  /** What there is when somebody first asks for it. */
  readonly fixtures: readonly Fixture[];
  readonly network?: SavedStackExchange;
}

/** An account that is asked for without a password has the one that the built-in fixtures give theirs. */
const USUAL_PASSWORD = "secret";

export class StackExchangeResource implements StackExchangeEmulator {
  readonly hosts = Object.keys(chatHosts);
  readonly #options: StackExchangeResourceOptions;
  #network: StackExchange | undefined;
  /** What the present world began at: the fixtures' past lies before it, whenever it is played in. */
  #beganAt: number;
  /** Accounts by email, those of the fixtures and those that were made since. */
  #accounts: Map<string, StackExchangeAccount>;
  /** What a network that is yet to be made begins with. */
  #fixtures: readonly Fixture[];

  constructor(options: StackExchangeResourceOptions) {
    this.#options = options;
    this.#beganAt = options.clock().now();
    this.#fixtures = options.fixtures;
    this.#accounts = accountsOf(options.fixtures);
  }

  get accounts(): readonly StackExchangeAccount[] {
    return [...this.#accounts.values()];
  }

  hasAccount(email: string): boolean {
    return this.#accounts.has(email.toLowerCase());
  }

  async account(request: AccountRequest): Promise<StackExchangeAccount> {
    const { email, password = USUAL_PASSWORD, name = nameIn(email) } = request;
    const known = this.#accounts.get(email.toLowerCase());
    if (known) return known;
    const account = { email, password, name };
    this.#accounts.set(email.toLowerCase(), account);
    this.#network?.accounts.add(account);
    return account;
  }

  /** The fixtures are played when it is first wanted. */
  network(loaded: LoadedParts): StackExchange {
    if (this.#network) return this.#network;
    const made = this.#create(loaded);
    loaded.parts.playStackExchangeFixtures(made, this.#fixtures, this.#beganAt);
    for (const account of this.#accounts.values()) made.accounts.add(account);
    this.#network = made;
    return made;
  }

  /** Plays a fixture on top of what is there; `loaded` is what a network is made of. */
  play(fixture: Fixture, loaded: LoadedParts | undefined): void {
    if (!fixture.stackexchange) return;
    if (!loaded) throw new Error("Cannot play Stack Exchange: it is not loaded. Load it first.");
    const now = this.#options.clock().now();
    loaded.parts.playStackExchangeFixtures(this.network(loaded), [fixture], now);
    for (const account of fixture.stackexchange.accounts ?? []) void this.account(account);
  }

  #create({ parts, passes }: LoadedParts): StackExchange {
    const { clock, fixtures, ...options } = this.#options;
    return new parts.StackExchange({ ...options, passes, clock: clock() });
  }

  /** As it is now; of one that nobody has asked for yet only the accounts. */
  save(): SavedResource {
    return {
      beganAt: this.#beganAt,
      accounts: new Map(this.#accounts),
      fixtures: this.#fixtures,
      ...(this.#network && { network: this.#network.save() }),
    };
  }

  /** Goes back to what was saved; `loaded` is what a network is made of, where one was saved. */
  load(saved: SavedResource, loaded: LoadedParts | undefined): void {
    this.leave();
    this.#network = undefined;
    this.#accounts = new Map(saved.accounts);
    this.#beganAt = saved.beganAt;
    this.#fixtures = saved.fixtures;
    if (!saved.network) return;
    if (!loaded) throw new Error("Cannot restore Stack Exchange: it is not loaded. Load it first.");
    this.#network = this.#create(loaded);
    this.#network.load(saved.network);
  }

  /** Ends what goes on. */
  leave(): void {
    this.#network?.close();
  }

  /** Back to what the fixtures say. */
  reset(): void {
    this.leave();
    this.#network = undefined;
    this.#fixtures = this.#options.fixtures;
    this.#accounts = accountsOf(this.#options.fixtures);
    this.#beganAt = this.#options.clock().now();
  }
}

function accountsOf(fixtures: readonly Fixture[]): Map<string, StackExchangeAccount> {
  const accounts = fixtures.flatMap(({ stackexchange }) => stackexchange?.accounts ?? []);
  return new Map(
    accounts.map(({ email, password, name }) => [email.toLowerCase(), { email, password, name }]),
  );
}

function nameIn(email: string): string {
  const name = email.split("@")[0] ?? email;
  return name.charAt(0).toUpperCase() + name.slice(1);
}
