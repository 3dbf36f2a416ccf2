// The whole emulated network: three chat hosts with state of their own, and the accounts and sessions that they share.

import { type ChatHostName, chatHosts } from "../../../contracts/stackexchange/hosts.ts";
import type { Clock } from "../../clock.ts";
import { Random } from "../../random.ts";
import { Accounts } from "./accounts.ts";
import { ChatHost } from "./chat-host.ts";
import { Passes } from "./passes.ts";
import { Sessions } from "./sessions.ts";
import type { StackExchangeSettings } from "./settings.ts";
import { Throttle } from "./throttle.ts";

export interface StackExchangeOptions {
  readonly seed: number;
  readonly clock: Clock;
  readonly settings: StackExchangeSettings;
  /** Makes a text that nobody else can make for the same words. */
  seal(words: string): string;
}

const DAY_SECONDS = 24 * 60 * 60;

export class StackExchange {
  readonly clock: Clock;
  readonly settings: StackExchangeSettings;
  readonly accounts = new Accounts();
  readonly sessions: Sessions;
  readonly passes: Passes;
  readonly throttle: Throttle;
  readonly stars: Throttle;
  readonly hosts: ReadonlyMap<ChatHostName, ChatHost>;
  readonly #random: Random;

  constructor({ seed, clock, settings, seal }: StackExchangeOptions) {
    this.clock = clock;
    this.settings = settings;
    this.#random = new Random(seed);
    this.sessions = new Sessions(this.accounts, seal);
    this.passes = new Passes(() => this.#random.hex(32));
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

  /** Fresh text for a session. */
  serial(): string {
    return this.#random.hex(24);
  }

  host(name: string): ChatHost | undefined {
    return this.hosts.get(name as ChatHostName);
  }
}
