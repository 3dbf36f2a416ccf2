// The emulated Stack Exchange chat as a program sees it, loaded and filled when somebody first asks for it.

import { chatHosts } from "../contracts/stackexchange/hosts.ts";
import type { Fixture } from "../fixtures/fixture.ts";
import type {
  AccountRequest,
  StackExchangeAccount,
  StackExchangeEmulator,
} from "./chat-emulator.ts";
import type { Clock } from "./clock.ts";
import type { HostedDialect, OpenFeed } from "./dialects/dialect.ts";
import type { StackExchangeSettings } from "./dialects/stackexchange/settings.ts";
import type { StackExchange } from "./dialects/stackexchange/stack-exchange.ts";

type Parts = typeof import("./stackexchange-parts.ts");

export interface StackExchangeResourceOptions {
  readonly seed: number;
  readonly settings: StackExchangeSettings;
  readonly isStrict: boolean;
  readonly fixtures: readonly Fixture[];
  clock(): Clock;
  /** Such as `ws://127.0.0.1:2428`. */
  socketUrl(): string;
  seal(words: string): string;
}

/** An account that is asked for without a password has the one that the built-in fixtures give theirs. */
const USUAL_PASSWORD = "secret";

export class StackExchangeResource implements StackExchangeEmulator {
  readonly hosts = Object.keys(chatHosts);
  readonly #options: StackExchangeResourceOptions;
  #parts: Parts | undefined;
  #dialect: HostedDialect | undefined;
  #network: StackExchange | undefined;
  /** What the present world began at: the fixtures' past lies before it, whenever it is played in. */
  #beganAt: number;
  /** Accounts that were made since then. */
  #added: StackExchangeAccount[] = [];

  constructor(options: StackExchangeResourceOptions) {
    this.#options = options;
    this.#beganAt = options.clock().now();
  }

  get accounts(): readonly StackExchangeAccount[] {
    const ofFixtures = this.#options.fixtures.flatMap(
      ({ stackexchange }) => stackexchange?.accounts ?? [],
    );
    const byEmail = new Map(
      [...ofFixtures, ...this.#added].map(({ email, password, name }) => [
        email,
        { email, password, name },
      ]),
    );
    return [...byEmail.values()];
  }

  async account({
    email,
    password = USUAL_PASSWORD,
    name,
  }: AccountRequest): Promise<StackExchangeAccount> {
    const known = this.accounts.find((account) => account.email === email);
    const account = {
      email,
      password: known?.password ?? password,
      name: name ?? known?.name ?? nameIn(email),
    };
    if (known) return known;
    await this.load();
    this.#added.push(account);
    this.#network?.accounts.add(account);
    return account;
  }

  /** Brings in what serves the hosts; the fixtures are played when it is there. */
  async load(): Promise<HostedDialect> {
    this.#parts ??= await import("./stackexchange-parts.ts");
    const { createStackExchangeDialect } = this.#parts;
    this.#dialect ??= createStackExchangeDialect({
      network: () => this.#present(),
      socketUrl: () => this.#options.socketUrl(),
      isStrict: this.#options.isStrict,
    });
    this.#present();
    return this.#dialect;
  }

  /** How sockets get to what they hear, once somebody has been given an address. */
  readonly openFeed: OpenFeed = (request) => {
    if (!this.#parts || !this.#network) return undefined;
    return this.#parts.feedOpener(() => this.#present())(request);
  };

  /** Back to what the fixtures say. */
  reset(): void {
    this.#network = undefined;
    this.#added = [];
    this.#beganAt = this.#options.clock().now();
  }

  #present(): StackExchange {
    const parts = this.#parts;
    if (!parts)
      throw new Error("Cannot serve Stack Exchange: it is not loaded. Await load() first.");
    if (!this.#network) {
      const { seed, settings, fixtures, clock, seal } = this.#options;
      this.#network = new parts.StackExchange({ seed, settings, clock: clock(), seal });
      parts.playStackExchangeFixtures(this.#network, fixtures, this.#beganAt);
    }
    return this.#network;
  }
}

function nameIn(email: string): string {
  const name = email.split("@")[0] ?? email;
  return name.charAt(0).toUpperCase() + name.slice(1);
}
