// What a running emulator offers to the program that made it.

import type { Dispatcher } from "undici";
import type { Duration } from "./duration.ts";
import type { FaultRule, FaultState, Lag } from "./faults/index.ts";
import type { AzureHttpClient } from "./in-process/azure-http-client.ts";
import type { InsecureClientOptions } from "./in-process/insecure-client-options.ts";
import type { JournalEntry, JournalFilter } from "./journal/index.ts";
import type { ListenOptions } from "./options.ts";
import type { NotificationStream } from "./realtime/notification-stream.ts";
import type { Robot } from "./robots/index.ts";
import type { WorldSnapshot } from "./world.ts";

/** A user of the emulated resource with a token that is good now. */
export interface AcsUser {
  readonly name: string;
  /** The raw id, `8:acs:…`. */
  readonly id: string;
  readonly token: string;
  readonly expiresOn: Date;
}

export interface TokenRequest {
  /** The user's raw id; a new user when left out. */
  readonly id?: string;
  readonly scopes?: readonly string[];
  /** From 60 to 1440; 1440 by default. */
  readonly expiresInMinutes?: number;
}

export interface AcsEmulator {
  /** The endpoint to give to a client; ends with a slash. */
  readonly endpoint: string;
  readonly accessKey: string;
  readonly connectionString: string;
  /** The users of the fixtures, with tokens. */
  readonly users: readonly AcsUser[];
  /** The user of that name, made on first use; the token is always a fresh enough one. */
  user(name: string): Promise<AcsUser>;
  /** Issues a token, for a new user or for one that exists. */
  issueToken(request?: TokenRequest): Promise<Omit<AcsUser, "name">>;
  /** The user of that name as a scripted participant: it acts when it hears what its handlers are for. */
  robot(name: string): Robot;
  /** What that user is notified of from now on, in order, with no socket: await the next one. */
  notifications(user: { readonly id: string } | string): NotificationStream;
  /** Writes a message part by part, as a bot does; REST cannot. */
  streamMessage(message: StreamedMessage): MessageStream;
  /** Marks a message as one that a policy blocks or warns of; REST cannot. */
  flagMessage(flag: MessageFlag): void;
}

export interface StreamedMessage {
  readonly threadId: string;
  /** The sender, by raw id; has to be a participant. */
  readonly sender: { readonly id: string } | string;
  readonly senderDisplayName?: string;
  readonly type?: "text" | "html";
  /** The first part, empty by default. */
  readonly content?: string;
}

/** A message that is being written; its text is replaced with each part. */
export interface MessageStream {
  readonly messageId: string;
  /** Tells what goes on before there is text to show, such as "Thinking". */
  inform(content: string): void;
  /** Replaces the text with a longer one. */
  write(content: string): void;
  /** Writes the last part. */
  end(content: string, reason?: "completed" | "expired" | "canceled"): void;
}

export interface MessageFlag {
  readonly threadId: string;
  readonly messageId: string;
  readonly result: "contentBlocked" | "warning";
}

/** An account of Stack Exchange, good for logging in on all of its sites. */
export interface StackExchangeAccount {
  readonly email: string;
  readonly password: string;
  /** The name that others see. */
  readonly name: string;
}

export interface AccountRequest {
  readonly email: string;
  /** `secret` when left out. */
  readonly password?: string;
  /** Made from the email when left out. */
  readonly name?: string;
}

export interface StackExchangeEmulator {
  /** The chat hosts, whose rooms, people and messages are apart. */
  readonly hosts: readonly string[];
  readonly accounts: readonly StackExchangeAccount[];
  /** The account of that email, made when there is none. */
  account(request: AccountRequest): Promise<StackExchangeAccount>;
}

/** The time of the emulated world. */
export interface EmulatorClock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Makes the time stand still, now or at an ISO time. */
  freeze(at?: string): void;
  /** Goes to an ISO time, or to milliseconds since the epoch; what falls due on the way happens in order. */
  set(time: string | number): Promise<void>;
  /**
   * Moves the time on; what falls due on the way, such as the end of a token, happens in order. Resolves when all of
   * it has settled, robots included; where nothing is under way it has happened already when the call returns.
   */
  advance(duration: Duration): Promise<void>;
  /** Lets the time run again, on from where it stands. */
  resume(): void;
  /** Whether the time stands still. */
  readonly isFrozen: boolean;
  /** Milliseconds from the machine's time to this one; undefined while the time stands still. */
  readonly offset: number | undefined;
}

/** Addresses of an emulator that listens. */
export interface Addresses {
  /** Such as `http://127.0.0.1:2428`. */
  readonly url: string;
  readonly httpsUrl: string;
  readonly proxyUrl: string;
  readonly controlUrl: string;
  /** The certificate to trust for `httpsUrl`. */
  readonly caFile: string;
}

export interface EmulatorFaults {
  /** Adds a rule; throws when it is malformed, names what does not exist, or could never strike. */
  add(rule: FaultRule): { readonly id: string };
  /** False when there is none of that id. */
  remove(id: string): boolean;
  clear(): void;
  list(): readonly FaultState[];
  /** Lets reads lag behind writes, as on a service that is consistent only in the end; `{}` ends it. */
  lag(lag: Lag): void;
}

export interface EmulatorJournal {
  /** Nothing is recorded while this is false. */
  isOn: boolean;
  entries(filter?: JournalFilter): readonly JournalEntry[];
  count(filter?: JournalFilter): number;
  /** Calls with every new entry that is wanted, at once; returns the way to stop. */
  listen(listener: (entry: JournalEntry) => void, filter?: JournalFilter): () => void;
  /** A HAR 1.2 that `chat-emulator check` accepts, without secrets. */
  toHar(filter?: JournalFilter): object;
  clear(): void;
}

export interface NamedSnapshots {
  readonly names: readonly string[];
  /** Keeps what is now under that name, in place of what was kept before. */
  save(name: string): WorldSnapshot;
  /** Throws when nothing is kept under that name. */
  restore(name: string): void;
  /** Writes a snapshot to a file, whole or not at all: a fixture that a world can begin with. For its owner only. */
  export(nameOrSnapshot: string | WorldSnapshot, file: string): Promise<void>;
  /** False when nothing was. */
  drop(name: string): boolean;
}

/** One isolated world: its own people, messages and ids, its own clock. */
export interface ChatTenant {
  readonly name: string;
  readonly acs: AcsEmulator;
  readonly stackexchange: StackExchangeEmulator;
  readonly clock: EmulatorClock;
  /** Rules that make calls and sockets of this tenant fail, or be slow. */
  readonly faults: EmulatorFaults;
  /** What came and went, in order: requests and frames of sockets, without secrets. */
  readonly journal: EmulatorJournal;
  /** Snapshots by name. */
  readonly snapshots: NamedSnapshots;
  /** Answers a request in process, with no socket; one that names no tenant is for this one. */
  fetch(request: Request): Promise<Response>;
  /** An undici dispatcher that answers everything in process. */
  readonly dispatcher: Dispatcher;
  /** The `httpClient` option of Azure SDK clients, answering in process. */
  readonly httpClient: AzureHttpClient;
  /** Back to the state right after the fixtures; tokens issued for other users are no longer good. */
  reset(): Promise<void>;
  /** The tenant as it is now, for good; costs next to nothing, however many messages there are. */
  snapshot(): WorldSnapshot;
  /** Goes back to a snapshot of this tenant, which can be gone back to again. Who is connected has to connect anew. */
  restore(snapshot: WorldSnapshot): void;
  /** A new tenant that is what this one is now; `fork-1` and so on when no name is given. */
  fork(name?: string): ChatTenant;
}

export interface ChatTenants {
  /** The tenant of that name, made on first use; names are those of hosts. */
  get(name: string): ChatTenant;
  readonly names: readonly string[];
  /** Forgets a tenant and ends its connections; false when there is none, or when it is `default`. */
  drop(name: string): boolean;
}

/** The emulator is itself the tenant `default`. */
export interface ChatEmulator extends ChatTenant, AsyncDisposable {
  readonly version: string;
  readonly tenants: ChatTenants;
  /** Starts listening for http, https and proxy requests on one port. */
  listen(options?: ListenOptions): Promise<Addresses>;
  /** These five throw until `listen` has resolved. */
  readonly url: string;
  readonly httpsUrl: string;
  readonly proxyUrl: string;
  readonly controlUrl: string;
  readonly caFile: string;
  /** Azure SDK options that let a client with an https endpoint speak plain http: no certificate needed. */
  insecureClientOptions(): InsecureClientOptions;
  /** Stops listening and forgets everything. */
  close(): Promise<void>;
}
