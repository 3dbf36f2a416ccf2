// A server between a run and an emulator, on the network: it passes on calls and the frames of sockets, changed on the way.

import { once } from "node:events";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { WebSocket, WebSocketServer } from "ws";
import type { ChatEmulator } from "../../../src/server/index.ts";

/** How the sockets are broken: which frame is passed on in the place of one, or none. */
export interface SocketBreak {
  frame?(text: string): readonly string[];
  /** Opens a socket also for those who do not say where they come from. */
  readonly takesAnyOrigin?: true;
  /** Opens no socket at all. */
  readonly isShut?: true;
  /** Hears that a socket is open. */
  opened?(): void;
}

export interface Relay extends AsyncDisposable {
  readonly url: string;
}

/** The emulator has to listen. */
export async function relayTo(emulator: ChatEmulator, broken: SocketBreak): Promise<Relay> {
  const { host } = new URL(emulator.url);
  const server = createServer(async (asked, answer) => {
    const response = await emulator.fetch(await requestOf(asked));
    const text = (await response.text()).replaceAll(host, `127.0.0.1:${port()}`);
    const { "content-length": _, ...headers } = Object.fromEntries(response.headers);
    const cookies = response.headers.getSetCookie();
    answer.writeHead(response.status, {
      ...headers,
      ...(cookies.length > 0 && { "set-cookie": cookies }),
    });
    answer.end(text);
  });
  const port = () => (server.address() as AddressInfo).port;
  const sockets = new WebSocketServer({ noServer: true });
  server.on("upgrade", (asked, socket, head) => {
    if (broken.isShut || (!asked.headers.origin && !broken.takesAnyOrigin)) {
      socket.end("HTTP/1.1 403 Forbidden\r\n\r\n");
      return;
    }
    sockets.handleUpgrade(asked, socket, head, (client) => {
      const origin = asked.headers.origin ?? "https://chat.stackexchange.com";
      const upstream = new WebSocket(`ws://${host}${asked.url}`, { headers: { origin } });
      const { frame = (text: string) => [text] } = broken;
      upstream.on("open", () => broken.opened?.());
      upstream.on("message", (data) => {
        for (const text of frame(String(data))) client.send(text);
      });
      // One that is ended before it is open says so.
      upstream.on("error", () => undefined);
      client.on("close", () => upstream.terminate());
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `http://127.0.0.1:${port()}`,
    async [Symbol.asyncDispose]() {
      for (const client of sockets.clients) client.terminate();
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

async function requestOf(asked: IncomingMessage): Promise<Request> {
  const chunks: Buffer[] = [];
  for await (const chunk of asked) chunks.push(chunk);
  const { host = "", connection: _, "transfer-encoding": __, ...headers } = asked.headers;
  const method = asked.method ?? "GET";
  const init = { method, headers: headers as Record<string, string> };
  // The emulator tells its own address from the connection, which this has none of.
  const url = `http://${host}${asked.url}`;
  return new Request(url, method === "POST" ? { ...init, body: Buffer.concat(chunks) } : init);
}
