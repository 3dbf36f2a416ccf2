// The whole emulated network: three chat hosts with state of their own, and the accounts and sessions that they share.

import { type ChatHostName, chatHosts } from "../../../contracts/stackexchange/hosts.ts";
import type { Clock } from "../../clock.ts";
import type { Faults } from "../../faults/index.ts";
import type { Journal } from "../../journal/index.ts";
import { Random, type SavedRandom } from "../../random.ts";
import { type Account, Accounts } from "./accounts.ts";
import { ChatHost, type SavedHost } from "./chat-host.ts";
import type { Passes } from "./passes.ts";
import { Sessions } from "./sessions.ts";
import type { StackExchangeSettings } from "./settings.ts";
import { Throttle } from "./throttle.ts";

export interface StackExchangeOptions {
  /** The name of the world that it belongs to. */
  readonly world: string;
  readonly seed: number;
  readonly clock: Clock;
  readonly settings: StackExchangeSettings;
  readonly faults: Faults;
  readonly journal: Journal;
  /** The addresses of sockets, of all worlds together: an address names none. */
  readonly passes: Passes;
  /** Makes a text that nobody else can make for the same words. */
  seal(words: string): string;
}

export interface SavedStackExchange {
  readonly accounts: readonly Account[];
  readonly random: SavedRandom;
  readonly hosts: ReadonlyMap<ChatHostName, SavedHost>;
}

const DAY_SECONDS = 24 * 60 * 60;

export class StackExchange {
  readonly world: string;
  readonly faults: Faults;
  readonly clock: Clock;
  readonly settings: StackExchangeSettings;
  readonly accounts = new Accounts();
  readonly journal: Journal;
  readonly sessions: Sessions;
  readonly passes: Passes;
  readonly throttle: Throttle;
  readonly stars: Throttle;
  readonly hosts: ReadonlyMap<ChatHostName, ChatHost>;
  readonly #random: Random;

  constructor(options: StackExchangeOptions) {
    const { world, seed, clock, settings, passes, seal } = options;
    this.world = world;
    this.faults = options.faults;
    this.journal = options.journal;
    this.clock = clock;
    this.settings = settings;
    this.#random = new Random(seed);
    this.sessions = new Sessions(this.accounts, world, (words) => seal(`${world} ${words}`));
    this.passes = passes;
    this.throttle = new Throttle(settings.throttle);
    const { starsPerDay: messages } = settings;
    this.stars = new Throttle(
      messages === undefined ? undefined : { messages, seconds: DAY_SECONDS },
    );
    const names = Object.keys(chatHosts) as ChatHostName[];
    this.hosts = new Map(
      names.map((name, index) => [
        name,
        new ChatHost({ name, seed: seed + index + 1, clock, settings }),
      ]),
    );
  }

  /** Fresh hexadecimal digits, for a session or an address. */
  serial(digits = 24): string {
    return this.#random.hex(digits);
  }

  save(): SavedStackExchange {
    return {
      accounts: this.accounts.all(),
      random: this.#random.save(),
      hosts: new Map([...this.hosts].map(([name, host]) => [name, host.save()])),
    };
  }

  /** Sessions stay good where their accounts are still there. */
  load({ accounts, random, hosts }: SavedStackExchange): void {
    this.accounts.replace(accounts);
    this.#random.load(random);
    for (const [name, saved] of hosts) this.hosts.get(name)?.load(saved);
  }

  /** Ends what its listeners hear. */
  close(): void {
    for (const { log } of this.hosts.values()) log.close();
  }

  host(name: string): ChatHost | undefined {
    return this.hosts.get(name as ChatHostName);
  }
}
