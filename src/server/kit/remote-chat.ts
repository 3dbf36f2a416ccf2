// A tenant of an emulator in another process, as a test sees it: the same as one in this process, over HTTP.

import type { Dispatcher } from "undici";
import { createAzureHttpClient } from "../in-process/azure-http-client.ts";
import { createDispatcher } from "../in-process/dispatcher.ts";
import { insecureClientOptions } from "../in-process/insecure-client-options.ts";
import type { AcsUser, MessageFlag, StreamedMessage, TokenRequest } from "../index.ts";
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
import { ControlLine } from "./control-line.ts";
import { proxyUrlOf } from "./proxy-url.ts";
import { createRemoteFetch } from "./remote-fetch.ts";
import { remoteNotifications } from "./remote-notifications.ts";
import {
  remoteClock,
  remoteFaults,
  remoteJournal,
  remoteSnapshots,
  remoteStackExchange,
} from "./remote-parts.ts";
import { RemoteRobot } from "./remote-robot.ts";
import { remoteStream } from "./remote-stream.ts";
import type { SharedServer } from "./shared-server.ts";

export class RemoteChat implements Chat {
  readonly tenant: string;
  readonly accessKey: string;
  readonly endpoint: string;
  readonly url: string;
  readonly fetch: Chat["fetch"];
  readonly httpClient: ChatHttpClient;
  readonly clock: ChatClock;
  readonly faults: ChatFaults;
  readonly journal: ChatJournal;
  readonly snapshots: ChatSnapshots;
  readonly stackexchange: ChatStackExchange;
  readonly #control: ControlLine;
  readonly #caFile: string;
  readonly #send: (request: Request) => Promise<Response>;
  readonly #begin: () => Promise<void>;
  readonly #robots = new Map<string, RemoteRobot>();
  #dispatcher: Dispatcher | undefined;

  /** `begin` brings the tenant from its reset to what the test begins with. */
  constructor(server: SharedServer, tenant: string, begin: () => Promise<void>) {
    this.#begin = begin;
    this.tenant = tenant;
    this.accessKey = server.accessKey;
    this.url = `${server.url}/t/${tenant}`;
    this.endpoint = `${server.httpsUrl}/t/${tenant}/`;
    this.#caFile = server.caFile;
    const send = createRemoteFetch(server.url, tenant);
    this.#send = send;
    this.fetch = async (input, init) =>
      send(input instanceof Request && !init ? input : new Request(input, init));
    this.httpClient = createAzureHttpClient(send);
    const control = new ControlLine(`${this.url}/_emulator`, server.controlToken);
    this.#control = control;
    this.clock = remoteClock(control);
    this.faults = remoteFaults(control);
    this.journal = remoteJournal(control);
    this.snapshots = remoteSnapshots(control);
    this.stackexchange = remoteStackExchange(control, server.hosts);
  }

  get connectionString(): string {
    return `endpoint=${this.endpoint};accesskey=${this.accessKey}`;
  }

  /** Made on first use: undici costs more to load than the rest. */
  get dispatcher(): Dispatcher {
    this.#dispatcher ??= createDispatcher(this.#send);
    return this.#dispatcher;
  }

  async user(name: string): Promise<AcsUser> {
    return withDate(await this.#control.post<Wire<AcsUser>>("acs/users", { name }));
  }

  async issueToken(request: TokenRequest = {}): Promise<Omit<AcsUser, "name">> {
    return withDate(await this.#control.post<Wire<Omit<AcsUser, "name">>>("acs/users", request));
  }

  insecureClientOptions(): ChatClientOptions {
    return insecureClientOptions();
  }

  robot(name: string): ChatRobot {
    const robot = this.#robots.get(name) ?? new RemoteRobot(this.#control, name);
    this.#robots.set(name, robot);
    return robot;
  }

  notifications(user: Identified): Promise<Notifications> {
    return remoteNotifications(this.#control, typeof user === "string" ? user : user.id);
  }

  streamMessage(message: StreamedMessage): Promise<ChatMessageStream> {
    return remoteStream(this.#control, message);
  }

  flagMessage(flag: MessageFlag): Promise<void> {
    return this.#control.post("acs/flags", flag);
  }

  async reset(): Promise<void> {
    await this.#control.post("reset");
    await this.#begin();
  }

  /** It listens already. */
  async listen(): Promise<ChatAddresses> {
    const { url, endpoint, connectionString } = this;
    const proxyUrl = proxyUrlOf(url, this.tenant);
    return { url, endpoint, connectionString, proxyUrl, caFile: this.#caFile };
  }
}

/** As it comes over the wire, where a date is a text. */
type Wire<Value> = Omit<Value, "expiresOn"> & { readonly expiresOn: string };

function withDate<Value extends { readonly expiresOn: string }>(
  wire: Value,
): Omit<Value, "expiresOn"> & { readonly expiresOn: Date } {
  return { ...wire, expiresOn: new Date(wire.expiresOn) };
}
