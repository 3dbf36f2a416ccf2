// What a test gets: a tenant of its own, with the same methods wherever the emulator runs.

import type { Dispatcher } from "undici";
import type {
  AccountRequest,
  AcsUser,
  ChatEmulator,
  Duration,
  EmulatorOptions,
  FaultRule,
  FaultState,
  Heard,
  HeardNotification,
  JournalEntry,
  JournalFilter,
  Lag,
  MessageFlag,
  MessageStream,
  RobotEvent,
  RobotHands,
  StackExchangeAccount,
  StreamedMessage,
  TokenRequest,
} from "../index.ts";

/** What the tenant of a test begins with, and where it lives. */
export interface ChatOptions
  extends Pick<
    EmulatorOptions,
    | "fixtures"
    | "seed"
    | "clock"
    | "strict"
    | "rateLimits"
    | "stackexchange"
    | "accessKey"
    | "dataFolder"
  > {
  /** Stay in this process where all workers share a server, such as for a seed of its own. False by default. */
  readonly inProcess?: boolean;
}

/** An endpoint of Azure Communication Services, users and tools to test with, that no other test sees. */
export interface Chat {
  /** The tenant's name, made from that of the test. */
  readonly tenant: string;
  /** The endpoint to give to a client, such as `https://localhost:2428/t/<tenant>/`. */
  readonly endpoint: string;
  readonly accessKey: string;
  /** `endpoint=…;accesskey=…`. */
  readonly connectionString: string;
  /** Such as `http://127.0.0.1:40000/t/<tenant>`, without a slash; throws until `listen` has resolved. */
  readonly url: string;
  /** The user of that name with a good token, made on first use. */
  user(name: string): Promise<AcsUser>;
  /** A token for a new user, or for one that exists. */
  issueToken(request?: TokenRequest): Promise<Omit<AcsUser, "name">>;
  /** As the global `fetch`, answered by this tenant whatever the host is. */
  readonly fetch: (input: string | URL | Request, init?: RequestInit) => Promise<Response>;
  /** The `httpClient` option of Azure SDK clients, answered by this tenant. */
  readonly httpClient: ChatHttpClient;
  /** An undici dispatcher, answered by this tenant. */
  readonly dispatcher: Dispatcher;
  /** Azure SDK options that let a client with an https endpoint speak plain http; they need `listen`. */
  insecureClientOptions(): ChatClientOptions;
  readonly clock: ChatClock;
  readonly faults: ChatFaults;
  readonly journal: ChatJournal;
  readonly snapshots: ChatSnapshots;
  readonly stackexchange: ChatStackExchange;
  /** The user of that name, made on first use, as a scripted participant: `await chat.robot("bob").on("message", …)`. */
  robot(name: string): ChatRobot;
  /** What that user is notified of, in order, once this has resolved: await the next one. */
  notifications(user: Identified): Promise<Notifications>;
  /** Writes a message part by part, as a bot does; REST cannot. */
  streamMessage(message: StreamedMessage): Promise<ChatMessageStream>;
  /** Marks a message as one that a policy blocks or warns of; REST cannot. */
  flagMessage(flag: MessageFlag): Promise<void>;
  /** Back to what the tenant began with. */
  reset(): Promise<void>;
  /** Makes the tenant reachable over the network, for clients that cannot be handed a `fetch`. */
  listen(): Promise<ChatAddresses>;
}

/** A user, or anything with its id, or the id. */
export type Identified = { readonly id: string } | string;

export type Notifications = AsyncIterableIterator<HeardNotification, undefined> & AsyncDisposable;

/** The Azure SDK's `HttpClient`, by its form. */
export type ChatHttpClient = ChatEmulator["httpClient"];

export interface ChatRobot {
  /**
   * Calls `handler` with each such event that comes once this has resolved, one after the other, and never with what
   * the robot does itself. The event is `message`, `typing`, `added`, or the name of a notification such as
   * `chatMessageReceived`; rejects when there is none of that name. What a handler throws is an error of the clock's.
   */
  on(event: RobotEvent | (string & {}), handler: ChatRobotHandler): Promise<ChatRobot>;
  /** Does not call that handler any more, other than with what was heard before. */
  off(event: RobotEvent | (string & {}), handler: ChatRobotHandler): Promise<void>;
  /** Hears nothing more, and does nothing more, even in the midst of a handler. */
  stop(): Promise<void>;
}

/** The clock waits until it has ended, or waits itself with `wait` or `type`. */
export type ChatRobotHandler = (heard: Heard, robot: ChatRobotHands) => unknown;

/**
 * All of it happens in the conversation in which the robot heard something, unless another is named.
 * What the emulator refuses rejects, and so does everything once the robot is stopped.
 */
export interface ChatRobotHands {
  /** The robot's own id. */
  readonly id: string;
  /** The robot's own name. */
  readonly name: string;
  /** Sends a message and resolves with its id. */
  say(text: string, options?: SayOptions): Promise<string>;
  /** Sends a message that answers the one that was heard, where the vendor has answers. */
  reply(text: string, options?: Omit<SayOptions, "threadId">): Promise<string>;
  /** Gives one of the robot's own messages another text. */
  edit(messageId: string, text: string, where?: Elsewhere): Promise<void>;
  /** Deletes one of the robot's own messages. */
  remove(messageId: string, where?: Elsewhere): Promise<void>;
  /** Marks what was heard, or the message of that id, as read. */
  read(what?: Heard | string): Promise<void>;
  /** Shows that it types, and again every five seconds, and resolves when that long has passed. */
  type(duration: Duration, where?: Elsewhere): Promise<void>;
  /** Resolves when that long has passed by the clock of the tenant. */
  wait(duration: Duration): Promise<void>;
  /** Brings people in, by id, who see all of the history. */
  addTo(
    threadId: string,
    people: readonly (string | { readonly id: string; readonly name?: string })[],
  ): Promise<void>;
  /** Goes out of the conversation. */
  leave(threadId?: string): Promise<void>;
  /** A number in [0, 1), in the same order for the same seed. */
  random(): Promise<number>;
}

type SayOptions = NonNullable<Parameters<RobotHands["say"]>[1]>;
type Elsewhere = NonNullable<Parameters<RobotHands["type"]>[1]>;

/** A message that is being written; its text is replaced with each part. */
export interface ChatMessageStream {
  readonly messageId: string;
  /** Tells what goes on before there is text to show, such as "Thinking". */
  inform(content: string): Promise<void>;
  /** Replaces the text with a longer one. */
  write(content: string): Promise<void>;
  /** Writes the last part. */
  end(content: string, reason?: StreamEndReason): Promise<void>;
}

export type StreamEndReason = Parameters<MessageStream["end"]>[1];

export type ChatClientOptions = ReturnType<ChatEmulator["insecureClientOptions"]>;

/** The time of the tenant. In process all but `set` and `advance` has happened when the call returns. */
export interface ChatClock {
  /** Milliseconds since the epoch. */
  now(): Promise<number>;
  /** Makes the time stand still, now or at an ISO time. */
  freeze(at?: string): Promise<void>;
  /** Goes to an ISO time or to milliseconds since the epoch; what falls due on the way happens in order. */
  set(time: string | number): Promise<void>;
  /** Moves the time on, such as by `{ minutes: 20 }`; what falls due on the way happens in order. */
  advance(duration: Duration): Promise<void>;
  /** Lets the time run again, on from where it stands. */
  resume(): Promise<void>;
}

export interface ChatFaults {
  /** Adds a rule; rejects when it is malformed, names what does not exist, or could never strike. */
  add(rule: FaultRule): Promise<{ readonly id: string }>;
  /** False when there is none of that id. */
  remove(id: string): Promise<boolean>;
  clear(): Promise<void>;
  list(): Promise<readonly FaultState[]>;
  /** Lets reads lag behind writes; `{}` ends it. */
  lag(lag: Lag): Promise<void>;
}

/** What came to the tenant and went from it, in order: requests and frames of sockets, without secrets. */
export interface ChatJournal {
  entries(filter?: JournalFilter): Promise<readonly JournalEntry[]>;
  count(filter?: JournalFilter): Promise<number>;
  /** Calls with every new entry that is wanted; returns the way to stop. */
  listen(listener: (entry: JournalEntry) => void, filter?: JournalFilter): () => void;
  /** A HAR 1.2 that `chat-emulator check` accepts. */
  toHar(filter?: JournalFilter): Promise<object>;
  clear(): Promise<void>;
}

export interface ChatSnapshots {
  names(): Promise<readonly string[]>;
  /** Keeps what is now under that name, in place of what was kept before. */
  save(name: string): Promise<void>;
  /** Rejects when nothing is kept under that name. Who is connected has to connect anew. */
  restore(name: string): Promise<void>;
}

export interface ChatStackExchange {
  readonly hosts: readonly string[];
  accounts(): Promise<readonly StackExchangeAccount[]>;
  /** The account of that email, made when there is none. */
  account(request: AccountRequest): Promise<StackExchangeAccount>;
}

export interface ChatAddresses {
  /** Such as `http://127.0.0.1:40000/t/<tenant>`. */
  readonly url: string;
  /** The endpoint as it is from now on. */
  readonly endpoint: string;
  readonly connectionString: string;
  /** What to name as `HTTPS_PROXY` to a client that has its hosts written in it; it names the tenant. */
  readonly proxyUrl: string;
  /** The certificate to trust for the endpoint. */
  readonly caFile: string;
}
