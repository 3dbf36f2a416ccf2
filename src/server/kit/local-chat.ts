// A tenant of an emulator in this process, as a test sees it.

import type { Dispatcher } from "undici";
import type {
  AcsUser,
  Addresses,
  ChatEmulator,
  ChatTenant,
  Duration,
  FaultRule,
  FaultState,
  JournalEntry,
  JournalFilter,
  Lag,
  MessageFlag,
  StreamedMessage,
  TokenRequest,
} from "../index.ts";
import type {
  Chat,
  ChatAddresses,
  ChatClientOptions,
  ChatClock,
  ChatFaults,
  ChatHttpClient,
  ChatJournal,
  ChatMessageStream,
  ChatRobot,
  ChatSnapshots,
  ChatStackExchange,
  Identified,
  Notifications,
} from "./chat.ts";
import { LocalRobot } from "./local-robot.ts";
import { proxyUrlOf } from "./proxy-url.ts";

export interface LocalChatOptions {
  readonly emulator: ChatEmulator;
  readonly tenant: ChatTenant;
  /** Lets the emulator listen, on a free port; once, however often it is asked for. */
  listen(): Promise<Addresses>;
}

export class LocalChat implements Chat {
  readonly #options: LocalChatOptions;
  readonly #tenant: ChatTenant;
  readonly #robots = new Map<string, LocalRobot>();
  readonly clock: ChatClock;
  readonly faults: ChatFaults;
  readonly journal: ChatJournal;
  readonly snapshots: ChatSnapshots;
  readonly stackexchange: ChatStackExchange;
  readonly fetch: Chat["fetch"];

  constructor(options: LocalChatOptions) {
    this.#options = options;
    const { tenant } = options;
    this.#tenant = tenant;
    this.clock = clockOf(tenant);
    this.faults = faultsOf(tenant);
    this.journal = journalOf(tenant);
    this.snapshots = snapshotsOf(tenant);
    this.stackexchange = stackExchangeOf(tenant);
    this.fetch = (input, init) =>
      tenant.fetch(input instanceof Request && !init ? input : new Request(input, init));
  }

  get tenant(): string {
    return this.#tenant.name;
  }

  get endpoint(): string {
    return this.#tenant.acs.endpoint;
  }

  get accessKey(): string {
    return this.#tenant.acs.accessKey;
  }

  get connectionString(): string {
    return this.#tenant.acs.connectionString;
  }

  get url(): string {
    return `${this.#options.emulator.url}/t/${this.tenant}`;
  }

  get httpClient(): ChatHttpClient {
    return this.#tenant.httpClient;
  }

  get dispatcher(): Dispatcher {
    return this.#tenant.dispatcher;
  }

  user(name: string): Promise<AcsUser> {
    return this.#tenant.acs.user(name);
  }

  issueToken(request?: TokenRequest): Promise<Omit<AcsUser, "name">> {
    return this.#tenant.acs.issueToken(request);
  }

  insecureClientOptions(): ChatClientOptions {
    return this.#options.emulator.insecureClientOptions();
  }

  robot(name: string): ChatRobot {
    const robot = this.#robots.get(name) ?? new LocalRobot(() => this.#tenant.acs.robot(name));
    this.#robots.set(name, robot);
    return robot;
  }

  async notifications(user: Identified): Promise<Notifications> {
    return this.#tenant.acs.notifications(user);
  }

  async streamMessage(message: StreamedMessage): Promise<ChatMessageStream> {
    const stream = this.#tenant.acs.streamMessage(message);
    return {
      messageId: stream.messageId,
      inform: async (content) => stream.inform(content),
      write: async (content) => stream.write(content),
      end: async (content, reason) => stream.end(content, reason),
    };
  }

  async flagMessage(flag: MessageFlag): Promise<void> {
    this.#tenant.acs.flagMessage(flag);
  }

  reset(): Promise<void> {
    return this.#tenant.reset();
  }

  async listen(): Promise<ChatAddresses> {
    const { caFile } = await this.#options.listen();
    const { url, endpoint, connectionString } = this;
    const proxyUrl = proxyUrlOf(url, this.tenant);
    return { url, endpoint, connectionString, proxyUrl, caFile };
  }

  /** What the journal holds now, for who cannot wait. */
  entriesNow(): readonly JournalEntry[] {
    return this.#tenant.journal.entries();
  }
}

/** A reset brings another clock. */
function clockOf(tenant: Pick<ChatTenant, "clock">): ChatClock {
  return {
    now: async () => tenant.clock.now(),
    freeze: async (at?: string) => tenant.clock.freeze(at),
    set: async (time: string | number) => tenant.clock.set(time),
    advance: async (duration: Duration) => tenant.clock.advance(duration),
    resume: async () => tenant.clock.resume(),
  };
}

function faultsOf({ faults }: Pick<ChatTenant, "faults">): ChatFaults {
  return {
    add: async (rule: FaultRule) => faults.add(rule),
    remove: async (id: string) => faults.remove(id),
    clear: async () => faults.clear(),
    list: async (): Promise<readonly FaultState[]> => faults.list(),
    lag: async (lag: Lag) => faults.lag(lag),
  };
}

function journalOf({ journal }: Pick<ChatTenant, "journal">): ChatJournal {
  return {
    entries: async (filter?: JournalFilter) => journal.entries(filter),
    count: async (filter?: JournalFilter) => journal.count(filter),
    listen: (listener, filter) => journal.listen(listener, filter),
    toHar: async (filter?: JournalFilter) => journal.toHar(filter),
    clear: async () => journal.clear(),
  };
}

function snapshotsOf({ snapshots }: Pick<ChatTenant, "snapshots">): ChatSnapshots {
  return {
    names: async () => snapshots.names,
    save: async (name: string) => void snapshots.save(name),
    restore: async (name: string) => snapshots.restore(name),
  };
}

function stackExchangeOf({ stackexchange }: Pick<ChatTenant, "stackexchange">): ChatStackExchange {
  return {
    hosts: stackexchange.hosts,
    accounts: async () => stackexchange.accounts,
    account: (request) => stackexchange.account(request),
  };
}
