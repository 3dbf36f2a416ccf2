// A raw client of the notification services for tests: allocates, shakes hands, connects and collects what it is pushed.

import { WebSocket } from "ws";

export interface Push {
  readonly id: number;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into payloads of every event.
  readonly body: any;
}

export interface Allocation {
  readonly socketio: string;
  readonly connectparams: Readonly<Record<string, string>>;
  readonly [field: string]: unknown;
}

export interface ConnectOptions {
  readonly epid?: string;
  /** The global one when left out. */
  readonly fetch?: typeof fetch;
}

export async function allocate(
  url: string,
  token: string,
  { fetch: call = fetch }: ConnectOptions = {},
): Promise<Response> {
  return call(`${url}/v4/a?cor_id=1&con_num=1_1`, {
    method: "POST",
    headers: { "x-skypetoken": token, "content-type": "text/plain" },
  });
}

export async function shakeHands(
  url: string,
  token: string,
  allocation: Allocation,
  { epid, fetch: call = fetch }: ConnectOptions = {},
): Promise<{ readonly response: Response; readonly query: string; readonly session: string }> {
  const query = new URLSearchParams({
    ...allocation.connectparams,
    v: "v4",
    timeout: "40",
    ...(epid !== undefined && { epid }),
  }).toString();
  const response = await call(`${url}/socket.io/1/?${query}&t=1`, {
    headers: { "x-skypetoken": token },
  });
  const [session = ""] = (await response.clone().text()).split(":");
  return { response, query, session };
}

/** Allocates and shakes hands: what a transport needs to connect. */
export async function prepare(
  url: string,
  token: string,
  options: ConnectOptions = {},
): Promise<{ readonly query: string; readonly session: string }> {
  const response = await allocate(url, token, options);
  if (response.status !== 200) throw new Error(`Cannot allocate: ${response.status}`);
  return shakeHands(url, token, (await response.json()) as Allocation, options);
}

/** What came over a connection, whatever carries it. */
export abstract class Receiver {
  readonly frames: string[] = [];
  readonly pushes: Push[] = [];
  #acknowledged = 0;
  #asked = 0;
  #waiting: (() => void)[] = [];

  abstract readonly isClosed: boolean;

  protected abstract send(frame: string): void;

  /** Waits until the condition holds, which is looked at after each frame. */
  async until(holds: () => boolean): Promise<void> {
    while (!holds()) {
      if (this.isClosed) throw new Error(`The connection closed. Frames: ${this.frames.join(" ")}`);
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    }
  }

  /** Waits until all that was pushed before this call is here: frames keep their order. */
  async settle(): Promise<readonly Push[]> {
    this.#asked += 1;
    const mine = this.#asked;
    this.send(`5:${mine}+::{"name":"ping"}`);
    await this.until(() => this.#acknowledged >= mine);
    return this.pushes;
  }

  /** The bodies of what was pushed so far, by event number. */
  async events(): Promise<number[]> {
    return (await this.settle()).map(({ body }) => body.eventId);
  }

  /** Takes a frame and answers it as the SDK does. */
  protected take(frame: string): void {
    this.frames.push(frame);
    if (frame.startsWith("3:::")) {
      const { id, body } = JSON.parse(frame.slice(4));
      this.pushes.push({ id, body: JSON.parse(body) });
      this.send(`3:::${JSON.stringify({ id, status: 200, headers: {}, body: "" })}`);
    }
    if (frame.startsWith("2::")) this.send("2::");
    const acknowledged = /^6:::(\d+)/.exec(frame)?.[1];
    if (acknowledged) this.#acknowledged = Number(acknowledged);
    this.wake();
  }

  protected wake(): void {
    for (const resolve of this.#waiting.splice(0)) resolve();
  }
}

/** A connected websocket with all that came over it. */
export class TrouterClient extends Receiver {
  readonly socket: WebSocket;
  readonly session: string;
  readonly query: string;
  readonly #closed: Promise<{ readonly code: number; readonly reason: string }>;

  constructor(socket: WebSocket, session: string, query: string) {
    super();
    this.socket = socket;
    this.session = session;
    this.query = query;
    socket.on("message", (data) => this.take(String(data)));
    socket.on("error", () => this.wake());
    this.#closed = new Promise((resolve) => {
      socket.on("close", (code, reason) => {
        resolve({ code, reason: String(reason) });
        this.wake();
      });
    });
  }

  static async open(
    url: string,
    token: string,
    options: ConnectOptions = {},
  ): Promise<TrouterClient> {
    const { session, query } = await prepare(url, token, options);
    const client = TrouterClient.connect(url, session, query);
    await client.until(() => client.frames.length >= 2);
    return client;
  }

  static connect(url: string, session: string, query: string): TrouterClient {
    const address = `${url.replace(/^http/, "ws")}/socket.io/1/websocket/${session}?${query}`;
    return new TrouterClient(new WebSocket(address), session, query);
  }

  get isClosed(): boolean {
    return this.socket.readyState === WebSocket.CLOSED;
  }

  /** Resolves when the connection has closed, or had already. */
  async closed(): Promise<{ readonly code: number; readonly reason: string }> {
    return this.#closed;
  }

  close(): void {
    this.socket.close();
  }

  protected send(frame: string): void {
    this.socket.send(frame);
  }
}

/** A client without websockets: polls until its session is over, with all that came. */
export class PollingClient extends Receiver {
  readonly session: string;
  readonly query: string;
  isClosed = false;
  readonly #address: string;
  readonly #fetch: typeof fetch;
  readonly #stop = new AbortController();
  readonly #running: Promise<void>;
  #hasLeft = false;
  /** What is to be said before the next poll; undefined while a poll hangs. */
  #outbox: string[] | undefined;

  private constructor(url: string, session: string, query: string, call: typeof fetch) {
    super();
    this.session = session;
    this.query = query;
    this.#address = `${url}/socket.io/1/xhr-polling/${session}?${query}`;
    this.#fetch = call;
    this.#running = this.#run();
  }

  static async open(
    url: string,
    token: string,
    options: ConnectOptions = {},
  ): Promise<PollingClient> {
    const { session, query } = await prepare(url, token, options);
    const client = new PollingClient(url, session, query, options.fetch ?? fetch);
    await client.until(() => client.frames.length >= 2);
    return client;
  }

  /** Resolves when the server has ended the session. */
  async closed(): Promise<void> {
    return this.#running;
  }

  /** Goes away without a word. */
  abort(): void {
    this.#stop.abort();
  }

  /** Says goodbye and waits for the end. */
  async leave(): Promise<void> {
    await this.#post(["0::"]);
    this.#hasLeft = true;
    await this.#running;
  }

  protected send(frame: string): void {
    if (this.#outbox) this.#outbox.push(frame);
    // That the emulator has gone is noticed by the poll.
    else this.#post([frame]).catch(() => {});
  }

  async #run(): Promise<void> {
    const { signal } = this.#stop;
    try {
      while (!this.isClosed) {
        const response = await this.#fetch(this.#address, { signal });
        const text = await response.text();
        if (signal.aborted || response.status !== 200) break;
        await this.#takeAll(text);
        // A server that does not end the session must not be polled for ever.
        if (this.#hasLeft) break;
      }
    } catch {
      // The emulator or this client is gone.
    }
    this.isClosed = true;
    this.wake();
  }

  async #takeAll(text: string): Promise<void> {
    const outbox: string[] = [];
    this.#outbox = outbox;
    for (const frame of unpackFrames(text)) {
      if (frame.startsWith("7:::") || frame.startsWith("0::")) this.isClosed = true;
      if (frame !== "8::") this.take(frame);
    }
    this.#outbox = undefined;
    if (outbox.length > 0 && !this.isClosed) await this.#post(outbox);
  }

  async #post(frames: readonly string[]): Promise<void> {
    const body = packFrames(frames);
    const response = await this.#fetch(this.#address, { method: "POST", body });
    await response.text();
  }
}

/** Several frames as one body of long polling. */
export function packFrames(frames: readonly string[]): string {
  return frames.map((frame) => `\ufffd${frame.length}\ufffd${frame}`).join("");
}

export function unpackFrames(text: string): string[] {
  const frames: string[] = [];
  let rest = text;
  while (rest.startsWith("\ufffd")) {
    const [, length = ""] = rest.split("\ufffd", 2);
    const start = length.length + 2;
    frames.push(rest.slice(start, start + Number(length)));
    rest = rest.slice(start + Number(length));
  }
  return rest === "" && frames.length > 0 ? frames : [...frames, rest];
}
