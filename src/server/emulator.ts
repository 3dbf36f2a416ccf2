// Puts an emulator together: a world, its dialect, the app and, once it listens, the port.

import { readFileSync } from "node:fs";
import type { Dispatcher } from "undici";
import { apiNameOf } from "../contracts/stackexchange/hosts.ts";
import type { Fixture } from "../fixtures/fixture.ts";
import { DEFAULT_ACCESS_KEY } from "./access-key.ts";
import { AcsResource } from "./acs-resource.ts";
import type { Addresses, ChatEmulator } from "./chat-emulator.ts";
import type { Clock } from "./clock.ts";
import { createControl } from "./control/routes.ts";
import { createAcsDialect } from "./dialects/acs/index.ts";
import { createTokenAuthority } from "./dialects/acs/tokens.ts";
import type { Notifier } from "./dialects/dialect.ts";
import type { StackExchangeSettings } from "./dialects/stackexchange/settings.ts";
import { type App, createApp } from "./http/app.ts";
import { HostedPipeline } from "./http/hosted-pipeline.ts";
import { Pipeline } from "./http/pipeline.ts";
import { type AzureHttpClient, createAzureHttpClient } from "./in-process/azure-http-client.ts";
import { createDispatcher } from "./in-process/dispatcher.ts";
import {
  type InsecureClientOptions,
  insecureClientOptions,
} from "./in-process/insecure-client-options.ts";
import { type Network, openNetwork } from "./network.ts";
import type { EmulatorOptions, ListenOptions, LogEntry } from "./options.ts";
import { loadFixtures, type People, playFixtures } from "./play-fixtures.ts";
import { RealtimeDoor } from "./realtime/door.ts";
import { Hub } from "./realtime/hub.ts";
import { StackExchangeResource } from "./stackexchange.ts";
import { Tenant } from "./tenant.ts";
import { loadTokenKey } from "./token-key.ts";

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
  return new Emulator({ ...options, seed }, key, fixtures);
}

class Emulator implements ChatEmulator {
  readonly version = packageVersion();
  readonly acs: AcsResource;
  readonly stackexchange: StackExchangeResource;
  readonly httpClient: AzureHttpClient;
  readonly #options: EmulatorOptions & { readonly seed: number };
  readonly #fixtures: readonly Fixture[];
  readonly #app: App;
  readonly #warm: () => Promise<void>;
  readonly #isEmulatedHost: (host: string) => boolean;
  readonly #notifier: Notifier;
  readonly #realtime: RealtimeDoor;
  #tenant: Tenant;
  #hub: Hub;
  #people: People;
  #warming: NodeJS.Timeout | undefined;
  #network: Network | undefined;
  #dispatcher: Dispatcher | undefined;

  constructor(
    options: EmulatorOptions & { readonly seed: number },
    tokenKey: string,
    fixtures: readonly Fixture[],
  ) {
    this.#options = options;
    this.#fixtures = fixtures;
    this.#tenant = this.#createTenant();
    this.#people = playFixtures(this.#tenant, fixtures);
    const tokens = createTokenAuthority(tokenKey);
    const dialect = createAcsDialect(tokens);
    this.#notifier = dialect.notifier;
    this.#hub = new Hub(this.#tenant, dialect.notifier);
    this.#realtime = new RealtimeDoor({
      notifier: dialect.notifier,
      seed: options.seed,
      hub: () => this.#hub,
      log: (level, message) => this.#log(level, message),
      openFeed: (request) => this.stackexchange.openFeed(request),
      clock: () => this.#tenant.clock,
    });
    const pipeline = new Pipeline({
      apis: dialect.apis,
      isStrict: options.strict ?? false,
      hasRateLimits: options.rateLimits ?? false,
      warn: (message) => this.#log("warn", message),
      fail: (error) => this.#log("error", crashText(error)),
    });
    this.#warm = async () => {
      // Whoever needs what cannot be loaded is told so then.
      await pipeline.warm().catch(() => {});
      if (this.#network) await this.#realtime.load().catch(() => {});
    };
    this.#isEmulatedHost = (host) => dialect.isEmulatedHost(host) || isStackExchange(host);
    this.stackexchange = new StackExchangeResource({
      seed: options.seed,
      settings: stackExchangeSettings(options),
      isStrict: options.strict ?? false,
      fixtures,
      clock: () => this.#tenant.clock,
      socketUrl: () =>
        (this.#network?.url ?? IN_PROCESS_ENDPOINT).replace(/^http/, "ws").replace(/\/$/, ""),
      seal: (words) => tokens.seal(words),
    });
    this.acs = new AcsResource({
      tokens,
      tenant: () => this.#tenant,
      people: () => this.#people,
      hub: () => this.#hub,
      endpoint: () => (this.#network ? `${this.#network.httpsUrl}/` : IN_PROCESS_ENDPOINT),
    });
    this.#app = createApp({
      pipeline,
      hosted: new HostedPipeline({
        isHosted: isStackExchange,
        load: () => this.stackexchange.load(),
        fail: (error) => this.#log("error", crashText(error)),
      }),
      realtime: this.#realtime,
      control: createControl({
        info: () => this.#info(),
        hosts: () => (this.#network ? [this.#network.host] : []),
        isReady: () => true,
        reset: () => this.reset(),
      }),
      seed: options.seed,
      tenant: () => this.#tenant,
      jwks: () => tokens.jwks(),
    });
    this.httpClient = createAzureHttpClient((request) => this.fetch(request));
  }

  async fetch(request: Request): Promise<Response> {
    return this.#app(request);
  }

  /** Made on first use: undici costs more to load than the rest of the emulator. */
  get dispatcher(): Dispatcher {
    this.#dispatcher ??= createDispatcher((request) => this.fetch(request));
    return this.#dispatcher;
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
    this.#warming = setTimeout(() => void this.#warm(), WARM_AFTER_MS).unref();
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

  async reset(): Promise<void> {
    const tenant = this.#createTenant();
    this.#people = playFixtures(tenant, this.#fixtures);
    this.#leave();
    this.#tenant = tenant;
    this.#hub = new Hub(tenant, this.#notifier);
    this.stackexchange.reset();
  }

  async close(): Promise<void> {
    const network = this.#network;
    this.#network = undefined;
    clearTimeout(this.#warming);
    this.#leave();
    await network?.close();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }

  get clock(): Clock {
    return this.#tenant.clock;
  }

  /** Ends what goes on in the present world. */
  #leave(): void {
    this.#hub.close();
    this.#realtime.closeFeeds();
    this.#tenant.clock.stop();
  }

  #createTenant(): Tenant {
    const { seed, clock, accessKey = DEFAULT_ACCESS_KEY } = this.#options;
    return new Tenant({ seed, accessKey, ...(clock !== undefined && { clock }) });
  }

  #addresses(): Addresses {
    if (this.#network) return this.#network;
    throw new Error("Cannot tell an address: the emulator does not listen. Await listen() first.");
  }

  #info(): unknown {
    const { endpoint } = this.acs;
    return {
      name: "chat-emulator",
      version: this.version,
      seed: this.#options.seed,
      now: new Date(this.#tenant.clock.now()).toISOString(),
      acs: { endpoint, resourceId: this.#tenant.resourceId, users: [...this.#people.keys()] },
      stackexchange: {
        hosts: this.stackexchange.hosts,
        accounts: this.stackexchange.accounts.map(({ email, name }) => ({ email, name })),
      },
      routes: ["GET health", "GET ready", "GET info", "POST reset"],
    };
  }

  #log(level: LogEntry["level"], message: string): void {
    this.#options.log?.({ level, message });
  }
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
