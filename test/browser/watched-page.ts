// What runs in the browser: a chat client of one SDK version, whose events and sockets the test can look at.

// The two are led to the packages of one version when the page is bundled.
import * as chat from "sdk-chat";
import * as common from "sdk-common";

/** An event as the SDK hands it over; dates are marked, so that a text is not taken for one. */
export interface Watched {
  readonly name: string;
  readonly event: unknown;
}

export interface Watch {
  readonly events: Watched[];
  /** What the SDK said of its connection, where it says so. */
  readonly states: string[];
  /** How often a socket was told that it is connected. */
  connections: number;
  open(endpoint: string, token: string): void;
  start(names: readonly string[]): Promise<void>;
  stop(): Promise<void>;
  /** Cuts the newest socket as a lost network would. */
  drop(): void;
}

interface Client {
  startRealtimeNotifications(): Promise<void>;
  stopRealtimeNotifications(): Promise<void>;
  on(name: string, listener: (event: unknown) => void): void;
}

interface Sdk {
  ChatClient: new (endpoint: string, credential: unknown) => Client;
}

type Credential = new (token: string) => unknown;

interface Common {
  AzureCommunicationTokenCredential?: Credential;
  AzureCommunicationUserCredential?: Credential;
}

const { ChatClient } = chat as unknown as Sdk;
const { AzureCommunicationTokenCredential, AzureCommunicationUserCredential } =
  common as unknown as Common;
const TokenCredential = AzureCommunicationTokenCredential ?? AzureCommunicationUserCredential;

declare const document: { readonly URL: string };

let newest: WebSocket | undefined;
let client: Client | undefined;

const watch: Watch = {
  events: [],
  states: [],
  connections: 0,
  open(endpoint, token) {
    if (!TokenCredential) throw new Error("The version has no credential of a known name.");
    client = new ChatClient(endpoint, new TokenCredential(token));
  },
  async start(names) {
    // Only these two may be listened to before the start.
    const early = names.filter((name) => name.startsWith("realTimeNotification"));
    for (const name of early) listen(name);
    await client?.startRealtimeNotifications();
    for (const name of names) if (!early.includes(name)) listen(name);
  },
  async stop() {
    await client?.stopRealtimeNotifications();
  },
  drop() {
    newest?.close();
  },
};

function listen(name: string): void {
  client?.on(name, (event) => {
    if (name.startsWith("realTimeNotification")) watch.states.push(name);
    else watch.events.push({ name, event: marked(event) });
  });
}

function marked(value: unknown): unknown {
  if (value instanceof Date) return { date: value.toISOString() };
  if (Array.isArray(value)) return value.map(marked);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, marked(inner)]));
}

class WatchedSocket extends WebSocket {
  constructor(url: string | URL, protocols?: string | string[]) {
    super(url, protocols);
    newest = this;
    this.addEventListener("message", ({ data }) => {
      if (String(data).includes('"trouter.connected"')) watch.connections += 1;
    });
  }
}

if (/[?]no-websocket$/.test(document.URL)) Reflect.deleteProperty(globalThis, "WebSocket");
else Object.assign(globalThis, { WebSocket: WatchedSocket });
Object.assign(globalThis, { watch });
