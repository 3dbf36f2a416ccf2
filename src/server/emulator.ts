// Puts an emulator together: a world, its dialect, the app and, once it listens, the port.

import { readFileSync } from "node:fs";
import { apiNameOf } from "../contracts/stackexchange/hosts.ts";
import type { Fixture } from "../fixtures/fixture.ts";
import { DEFAULT_ACCESS_KEY } from "./access-key.ts";
import type { Addresses, ChatEmulator } from "./chat-emulator.ts";
import { createControl } from "./control/routes.ts";
import { createAcsDialect } from "./dialects/acs/index.ts";
import { createTokenAuthority, type TokenAuthority } from "./dialects/acs/tokens.ts";
import type { Notifier } from "./dialects/dialect.ts";
import type { StackExchangeSettings } from "./dialects/stackexchange/settings.ts";
import { FirstTenant } from "./first-tenant.ts";
import { type App, createApp, type Tenants } from "./http/app.ts";
import { HostedPipeline } from "./http/hosted-pipeline.ts";
import { Pipeline } from "./http/pipeline.ts";
import {
  type InsecureClientOptions,
  insecureClientOptions,
} from "./in-process/insecure-client-options.ts";
import { type Network, openNetwork } from "./network.ts";
import type { EmulatorOptions, ListenOptions, LogEntry } from "./options.ts";
import { loadFixtures, loadSnapshots } from "./play-fixtures.ts";
import { RealtimeDoor } from "./realtime/door.ts";
import { StackExchangeDoor } from "./stackexchange-door.ts";
import { DEFAULT_WORLD } from "./tenant.ts";
import { loadTokenKey } from "./token-key.ts";
import type { World } from "./world.ts";
import { Worlds } from "./worlds.ts";

/** The endpoint before the emulator listens; in process any host will do. */
const IN_PROCESS_ENDPOINT = "https://localhost:2428/";

const WARM_AFTER_MS = 300;

export const DEFAULT_SEED = 1;

export async function createEmulator(options: EmulatorOptions): Promise<ChatEmulator> {
  const seed = options.seed ?? DEFAULT_SEED;
  const [key, fixtures] = await Promise.all([
    loadTokenKey(options.dataFolder),
    loadFixtures(options.fixtures ?? [], seed),
  ]);
  const emulator = new Emulator({ ...options, seed }, key, fixtures);
  // While the time stands still nothing may depend on how long a first use takes to load what it needs.
  if (emulator.clock.isFrozen) await emulator.warm();
  return emulator;
}

class Emulator extends FirstTenant implements ChatEmulator {
  readonly version = packageVersion();
  readonly tenants: Worlds;
  readonly #options: EmulatorOptions & { readonly seed: number };
  readonly #app: App;
  readonly #pipeline: Pipeline;
  readonly #isEmulatedHost: (host: string) => boolean;
  readonly #realtime: RealtimeDoor;
  readonly #stackexchange: StackExchangeDoor;
  #warming: NodeJS.Timeout | undefined;
  #network: Network | undefined;

  constructor(
    options: EmulatorOptions & { readonly seed: number },
    tokenKey: string,
    fixtures: readonly Fixture[],
  ) {
    super();
    this.#options = options;
    const tokens = createTokenAuthority(tokenKey);
    const dialect = createAcsDialect(tokens);
    const fail = (error: unknown) => this.#log("error", crashText(error));
    this.tenants = this.#createWorlds(tokens, dialect.notifier, fixtures);
    const stackexchange = this.#createStackExchangeDoor();
    this.#stackexchange = stackexchange;
    this.#isEmulatedHost = (host) => dialect.isEmulatedHost(host) || isStackExchange(host);
    this.#realtime = new RealtimeDoor({
      notifier: dialect.notifier,
      seed: options.seed,
      hubs: {
        ofToken: (token) => this.tenants.ofToken(`Bearer ${token}`).hub,
        named: (world) => this.tenants.known(world).hub,
      },
      log: (level, message) => this.#log(level, message),
      openFeed: (request) => stackexchange.openFeed(request),
    });
    this.#pipeline = new Pipeline({
      apis: dialect.apis,
      isStrict: options.strict ?? false,
      hasRateLimits: options.rateLimits ?? false,
      warn: (message) => this.#log("warn", message),
      fail,
    });
    this.#app = createApp({
      pipeline: this.#pipeline,
      hosted: new HostedPipeline({
        isHosted: isStackExchange,
        load: () => stackexchange.load(),
        fail,
      }),
      realtime: this.#realtime,
      control: this.#createControl(),
      seed: options.seed,
      tenants: this.#tenantsOfRequests(),
      jwks: () => tokens.jwks(),
    });
  }

  protected get first(): World {
    return this.tenants.default;
  }

  async listen(options: ListenOptions = {}): Promise<Addresses> {
    if (this.#network) {
      throw new Error("Cannot listen twice: the emulator listens already. Close it first.");
    }
    this.#network = await openNetwork(this.#app, {
      ...options,
      ...(this.#options.dataFolder !== undefined && { dataFolder: this.#options.dataFolder }),
      warn: (message) => this.#log("warn", message),
      onUpgrade: (request, socket, head) => {
        this.#realtime.upgrade(request, socket, head).catch((error) => {
          socket.destroy();
          this.#log("error", crashText(error));
        });
      },
      isEmulatedHost: this.#isEmulatedHost,
    });
    // The compiler of validators is loaded a little later, when nobody waits for the start any more.
    this.#warming = setTimeout(() => void this.warm(), WARM_AFTER_MS).unref();
    return this.#network;
  }

  get url(): string {
    return this.#addresses().url;
  }

  get httpsUrl(): string {
    return this.#addresses().httpsUrl;
  }

  get proxyUrl(): string {
    return this.#addresses().proxyUrl;
  }

  get controlUrl(): string {
    return this.#addresses().controlUrl;
  }

  get caFile(): string {
    return this.#addresses().caFile;
  }

  insecureClientOptions(): InsecureClientOptions {
    return insecureClientOptions();
  }

  async close(): Promise<void> {
    const network = this.#network;
    this.#network = undefined;
    clearTimeout(this.#warming);
    for (const world of this.tenants.all()) world.end();
    await network?.close();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }

  #createWorlds(tokens: TokenAuthority, notifier: Notifier, fixtures: readonly Fixture[]): Worlds {
    const { seed, clock, accessKey = DEFAULT_ACCESS_KEY } = this.#options;
    return new Worlds({
      seed,
      accessKey,
      journalLimit: journalLimit(this.#options.journal),
      ...(clock !== undefined && { clock }),
      fixtures,
      stackexchange: stackExchangeSettings(this.#options),
      tokens,
      notifier,
      fail: (error) => this.#log("error", crashText(error)),
      loaded: () => this.#stackexchange.loaded,
      endpoint: () => (this.#network ? `${this.#network.httpsUrl}/` : IN_PROCESS_ENDPOINT),
      fetch: async (request, world) => this.#app(request, world === undefined ? {} : { world }),
    });
  }

  #createStackExchangeDoor(): StackExchangeDoor {
    return new StackExchangeDoor({
      isStrict: this.#options.strict ?? false,
      socketUrl: () =>
        (this.#network?.url ?? IN_PROCESS_ENDPOINT).replace(/^http/, "ws").replace(/\/$/, ""),
      resourceOf: (world = DEFAULT_WORLD) => this.tenants.get(world).stackexchange,
      worldOfAccount: (email) => this.tenants.ofAccount(email)?.name,
    });
  }

  #createControl(): ReturnType<typeof createControl> {
    const { tenants, version } = this;
    const { seed, controlToken: token } = this.#options;
    return createControl({
      version,
      seed,
      ...(token !== undefined && { token }),
      tenants,
      hosts: () => (this.#network ? [this.#network.host] : []),
      isReady: () => true,
      prepare: async ({ snapshot, stackexchange }) => {
        if (snapshot) await loadSnapshots();
        if (stackexchange) await this.#stackexchange.parts();
      },
      dump: async (name, snapshot) => {
        const world = tenants.get(name);
        const kept = world.snapshots.get(snapshot);
        return kept && (await import("./snapshot-file.ts")).dumpWorld(world, kept);
      },
      fail: (error) => this.#log("error", crashText(error)),
    });
  }

  #tenantsOfRequests(): Tenants {
    const { tenants } = this;
    return {
      named: (name) => tenants.get(name).tenant,
      ofToken: (authorization) => tenants.ofToken(authorization).tenant,
      get default() {
        return tenants.default.tenant;
      },
      get isAlone() {
        return tenants.isAlone;
      },
    };
  }

  /** Loads what the first requests would have to wait for; whoever needs what cannot be loaded is told so then. */
  async warm(): Promise<void> {
    await this.#pipeline.warm().catch(() => {});
    if (this.#network) await this.#realtime.load().catch(() => {});
  }

  #addresses(): Addresses {
    if (this.#network) return this.#network;
    throw new Error("Cannot tell an address: the emulator does not listen. Await listen() first.");
  }

  #log(level: LogEntry["level"], message: string): void {
    this.#options.log?.({ level, message });
  }
}

/** More than some hundred kept through a few collections of garbage cost more than a twentieth of the time (measured). */
const JOURNAL_LIMIT = 300;

function journalLimit(wanted: EmulatorOptions["journal"] = true): number {
  return typeof wanted === "number" ? wanted : wanted ? JOURNAL_LIMIT : 0;
}

function isStackExchange(host: string): boolean {
  return apiNameOf(host) !== undefined;
}

/** Rates that are switched on for everybody are those of this vendor as well. */
function stackExchangeSettings({
  rateLimits,
  stackexchange,
}: EmulatorOptions): StackExchangeSettings {
  const limits = { throttle: "real", duplicateSeconds: 60, starsPerDay: 20 } as const;
  return { ...(rateLimits && limits), ...stackexchange };
}

function crashText(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

function packageVersion(): string {
  // The sources and the built files lie at different depths below package.json.
  for (const path of ["../package.json", "../../package.json", "../../../package.json"]) {
    try {
      return JSON.parse(readFileSync(new URL(path, import.meta.url), "utf8")).version;
    } catch {}
  }
  return "unknown";
}
