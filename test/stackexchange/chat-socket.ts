// A websocket as ChatExchange opens it, with everything that came over it.

import { once } from "node:events";
import { text as readText } from "node:stream/consumers";
import { onTestFinished } from "vitest";
import { WebSocket } from "ws";
import { type ChatClient, type ChatEvent, newsIn } from "./chat-client.ts";

export class ChatSocket {
  readonly frames: unknown[] = [];
  /** The code that it was closed with. */
  code: number | undefined;
  readonly #socket: WebSocket;
  #waiting: (() => void)[] = [];

  private constructor(socket: WebSocket) {
    this.#socket = socket;
    const wake = () => {
      for (const resolve of this.#waiting.splice(0)) resolve();
    };
    socket.on("message", (data) => {
      // The client ignores empty frames, and takes all others for JSON.
      if (String(data) !== "") this.frames.push(JSON.parse(String(data)));
      wake();
    });
    socket.on("close", (code) => {
      this.code = code;
      wake();
    });
  }

  /** `marker` is sent as it is; with undefined there is none. */
  static async open(
    address: string,
    marker: number | string | undefined,
    origin = "https://chat.stackexchange.com",
  ): Promise<ChatSocket> {
    const url = marker === undefined ? address : `${address}?l=${marker}`;
    const socket = new WebSocket(url, { origin });
    onTestFinished(() => socket.terminate());
    const made = new ChatSocket(socket);
    await once(socket, "open");
    return made;
  }

  /** Joins the room, asks for an address, and listens from the marker on. */
  static async watch(client: ChatClient, room: number): Promise<ChatSocket> {
    const marker = await client.join(room);
    const address = await client.socketAddress(room);
    return ChatSocket.open(address, marker, `https://${client.chatHost}`);
  }

  /** Waits until it holds, which is looked at after each frame. */
  async until(holds: () => boolean): Promise<void> {
    while (!holds()) {
      if (this.code !== undefined) {
        throw new Error(`The socket was closed. Frames: ${JSON.stringify(this.frames)}`);
      }
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    }
  }

  async frame(count: number): Promise<unknown> {
    await this.until(() => this.frames.length >= count);
    return this.frames[count - 1];
  }

  /** All events of a room, once there are so many of them. */
  async events(room: number, atLeast: number): Promise<readonly ChatEvent[]> {
    const events = () => this.frames.flatMap((frame) => newsIn(frame, room)?.e ?? []);
    await this.until(() => events().length >= atLeast);
    return events();
  }

  /** Waits for the server to close it. */
  async closed(): Promise<number> {
    if (this.code === undefined) await once(this.#socket, "close");
    return this.code ?? 0;
  }

  /** Breaks the connection, as a lost network does. */
  drop(): void {
    this.#socket.terminate();
  }

  say(text: string): void {
    this.#socket.send(text);
  }
}

/** What a handshake that must fail is answered with. */
export async function refusedSocket(
  url: string,
  headers: Readonly<Record<string, string>>,
): Promise<{ readonly status: number | undefined; readonly text: string }> {
  const socket = new WebSocket(url, { headers });
  socket.on("error", () => undefined);
  onTestFinished(() => socket.terminate());
  return new Promise((resolve, reject) => {
    socket.on("open", () => reject(new Error(`${url} was let in.`)));
    socket.on("unexpected-response", (_, response) => {
      readText(response).then((text) => resolve({ status: response.statusCode, text }), reject);
    });
  });
}
