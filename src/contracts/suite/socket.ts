// A socket that a check listens to: what comes over it, kept in order until it is asked for.

import { readFileSync } from "node:fs";
import type { ClientOptions } from "./client.ts";

export interface SocketAddress {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** The handshake failed, or nothing came of it in time. */
export class SocketRefused extends Error {}

export class Socket implements AsyncDisposable {
  /** The texts that came, the oldest first. */
  readonly texts: string[] = [];
  readonly #socket: import("undici").WebSocket;
  readonly #agent: import("undici").Agent;
  #wake: () => void = () => {};

  private constructor(socket: import("undici").WebSocket, agent: import("undici").Agent) {
    this.#socket = socket;
    this.#agent = agent;
    socket.addEventListener("message", ({ data }) => {
      this.texts.push(String(data));
      this.#wake();
    });
  }

  /** Throws SocketRefused when the endpoint does not want it. */
  static async open({ url, headers }: SocketAddress, options: ClientOptions): Promise<Socket> {
    const { Agent, WebSocket } = await import("undici");
    const connect = {
      timeout: options.timeoutMs,
      ...(options.caFile !== undefined && { ca: readFileSync(options.caFile, "utf8") }),
      ...(options.isInsecure && { rejectUnauthorized: false }),
    };
    if (!/^wss?:\/\//.test(url) || !URL.canParse(url)) throw new SocketRefused("it has no address");
    const agent = new Agent({ connect });
    const webSocket = new WebSocket(url, { dispatcher: agent, headers: { ...headers } });
    const socket = new Socket(webSocket, agent);
    try {
      await opened(webSocket, options.timeoutMs);
      return socket;
    } catch (error) {
      await socket[Symbol.asyncDispose]();
      throw error;
    }
  }

  /** The first text, also of those that came before, that something can be made of; undefined when none comes in time. */
  async find<Found>(
    read: (text: string) => Found | undefined,
    patienceMs: number,
  ): Promise<Found | undefined> {
    const endsAt = performance.now() + patienceMs;
    for (let at = 0; ; at += 1) {
      const text = this.texts[at];
      if (text !== undefined) {
        const found = read(text);
        if (found !== undefined) return found;
        continue;
      }
      const leftMs = endsAt - performance.now();
      if (leftMs <= 0 || !(await this.#next(at, leftMs))) return undefined;
      at -= 1;
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#socket.close();
    await this.#agent.destroy();
  }

  /** Whether there are more texts than so many before the time is over. */
  #next(count: number, leftMs: number): Promise<boolean> {
    return new Promise((resolve) => {
      const timer = setTimeout(() => resolve(false), leftMs);
      this.#wake = () => {
        if (this.texts.length <= count) return;
        clearTimeout(timer);
        resolve(true);
      };
      this.#wake();
    });
  }
}

function opened(socket: import("undici").WebSocket, timeoutMs: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const refuse = (why: string) => {
      clearTimeout(timer);
      reject(new SocketRefused(why));
    };
    const timer = setTimeout(() => refuse("there was no answer in time"), timeoutMs);
    socket.addEventListener("open", () => {
      clearTimeout(timer);
      resolve();
    });
    socket.addEventListener("error", () => refuse("the handshake was refused"));
    socket.addEventListener("close", () => refuse("it was closed at once"));
  });
}
