// A raw client of the notification services for tests: allocates, shakes hands, connects and collects what it is pushed.

import { once } from "node:events";
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
}

export async function allocate(url: string, token: string): Promise<Response> {
  return fetch(`${url}/v4/a?cor_id=1&con_num=1_1`, {
    method: "POST",
    headers: { "x-skypetoken": token, "content-type": "text/plain" },
  });
}

export async function shakeHands(
  url: string,
  token: string,
  allocation: Allocation,
  { epid }: ConnectOptions = {},
): Promise<{ readonly response: Response; readonly query: string; readonly session: string }> {
  const query = new URLSearchParams({
    ...allocation.connectparams,
    v: "v4",
    timeout: "40",
    ...(epid !== undefined && { epid }),
  }).toString();
  const response = await fetch(`${url}/socket.io/1/?${query}&t=1`, {
    headers: { "x-skypetoken": token },
  });
  const [session = ""] = (await response.clone().text()).split(":");
  return { response, query, session };
}

/** A connected websocket with all that came over it. */
export class TrouterClient {
  readonly socket: WebSocket;
  readonly session: string;
  readonly query: string;
  readonly frames: string[] = [];
  readonly pushes: Push[] = [];
  #acknowledged = 0;
  #asked = 0;
  #waiting: (() => void)[] = [];

  constructor(socket: WebSocket, session: string, query: string) {
    this.socket = socket;
    this.session = session;
    this.query = query;
    socket.on("message", (data) => this.#take(String(data)));
    socket.on("close", () => this.#wake());
    socket.on("error", () => this.#wake());
  }

  static async open(
    url: string,
    token: string,
    options: ConnectOptions = {},
  ): Promise<TrouterClient> {
    const response = await allocate(url, token);
    if (response.status !== 200) throw new Error(`Cannot allocate: ${response.status}`);
    const allocation = (await response.json()) as Allocation;
    const { session, query } = await shakeHands(url, token, allocation, options);
    const client = TrouterClient.connect(url, session, query);
    await client.until(() => client.frames.length >= 2);
    return client;
  }

  static connect(url: string, session: string, query: string): TrouterClient {
    const address = `${url.replace(/^http/, "ws")}/socket.io/1/websocket/${session}?${query}`;
    return new TrouterClient(new WebSocket(address), session, query);
  }

  /** Waits until the condition holds, which is looked at after each frame. */
  async until(holds: () => boolean): Promise<void> {
    while (!holds()) {
      if (this.isClosed) throw new Error(`The connection closed. Frames: ${this.frames.join(" ")}`);
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    }
  }

  get isClosed(): boolean {
    return this.socket.readyState === WebSocket.CLOSED;
  }

  /** Waits until all that was pushed before this call is here: frames keep their order. */
  async settle(): Promise<readonly Push[]> {
    this.#asked += 1;
    const mine = this.#asked;
    this.socket.send(`5:${mine}+::{"name":"ping"}`);
    await this.until(() => this.#acknowledged >= mine);
    return this.pushes;
  }

  /** The bodies of what was pushed so far, by event number. */
  async events(): Promise<number[]> {
    return (await this.settle()).map(({ body }) => body.eventId);
  }

  async closed(): Promise<{ readonly code: number; readonly reason: string }> {
    const [code, reason] = await once(this.socket, "close");
    return { code, reason: String(reason) };
  }

  close(): void {
    this.socket.close();
  }

  #take(frame: string): void {
    this.frames.push(frame);
    if (frame.startsWith("3:::")) {
      const { id, body } = JSON.parse(frame.slice(4));
      this.pushes.push({ id, body: JSON.parse(body) });
      this.socket.send(`3:::${JSON.stringify({ id, status: 200, headers: {}, body: "" })}`);
    }
    const acknowledged = /^6:::(\d+)/.exec(frame)?.[1];
    if (acknowledged) this.#acknowledged = Number(acknowledged);
    this.#wake();
  }

  #wake(): void {
    for (const resolve of this.#waiting.splice(0)) resolve();
  }
}
