// The way in to Stack Exchange chat, which is loaded when the first client asks for one of its hosts.

import type { Feed, HostedDialect, OpenFeed, Visit } from "./dialects/dialect.ts";
import type { LoadedParts, StackExchangeResource } from "./stackexchange.ts";

export type StackExchangeParts = Omit<typeof import("./stackexchange-parts.ts"), "Passes">;

export interface StackExchangeDoorOptions {
  readonly isStrict: boolean;
  /** Such as `ws://127.0.0.1:2428`. */
  socketUrl(): string;
  /** The Stack Exchange of the world of that name, which is made on first use. */
  resourceOf(world: string | undefined): StackExchangeResource;
  /** The world with that account, where a login names none. */
  worldOfAccount(email: string): string | undefined;
}

export class StackExchangeDoor {
  readonly #options: StackExchangeDoorOptions;
  #loaded: LoadedParts | undefined;
  #dialect: HostedDialect | undefined;
  #openFeed: OpenFeed | undefined;

  constructor(options: StackExchangeDoorOptions) {
    this.#options = options;
  }

  /** What is loaded by now. */
  get loaded(): LoadedParts | undefined {
    return this.#loaded;
  }

  async parts(): Promise<LoadedParts> {
    if (!this.#loaded) {
      const {
        createStackExchangeDialect,
        feedOpener,
        Passes,
        playStackExchangeFixtures,
        StackExchange,
        worldOfCookies,
      } = await import("./stackexchange-parts.ts");
      this.#loaded ??= {
        parts: {
          createStackExchangeDialect,
          feedOpener,
          playStackExchangeFixtures,
          StackExchange,
          worldOfCookies,
        },
        passes: new Passes(),
      };
    }
    return this.#loaded;
  }

  async load(): Promise<HostedDialect> {
    const loaded = await this.parts();
    const { socketUrl, isStrict, resourceOf } = this.#options;
    this.#dialect ??= loaded.parts.createStackExchangeDialect({
      networkFor: (visit) => resourceOf(this.#worldOf(visit, loaded.parts)).network(loaded),
      socketUrl,
      isStrict,
    });
    return this.#dialect;
  }

  /** Nobody has an address of a socket before the vendor was loaded. */
  openFeed(request: Parameters<OpenFeed>[0]): Feed | ReturnType<OpenFeed> {
    if (!this.#loaded) return undefined;
    const { parts, passes } = this.#loaded;
    this.#openFeed ??= parts.feedOpener(passes);
    return this.#openFeed(request);
  }

  /** By the address, else by the cookie, else by the account that logs in. */
  #worldOf(
    { world, headers, form }: Pick<Visit, "world" | "headers"> & Partial<Pick<Visit, "form">>,
    { worldOfCookies }: StackExchangeParts,
  ): string | undefined {
    const email = form?.["email"];
    return (
      world ??
      worldOfCookies(headers.get("cookie")) ??
      (email === undefined ? undefined : this.#options.worldOfAccount(email))
    );
  }
}
