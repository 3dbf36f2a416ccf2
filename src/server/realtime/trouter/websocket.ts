// Websockets: one per session, each frame a text message.

import { type RawData, type WebSocket, WebSocketServer } from "ws";
import { notHandshakenFrame, unauthorizedFrame } from "./frames.ts";
import type { Session, Transport } from "./session.ts";
import type { Found } from "./sessions.ts";

/** Clients send acknowledgements and little else. */
export const FRAME_MAX = 64 * 1024;

const UNREADABLE = 1002;
const GOING = 1000;

export function createWebSocketServer(): WebSocketServer {
  return new WebSocketServer({ noServer: true, maxPayload: FRAME_MAX, perMessageDeflate: false });
}

/** Joins a socket to its session, or tells it as socket.io does that there is none. */
export function joinWebSocket(socket: WebSocket, found: Found): void {
  // The reason stands in the close that follows; without a listener it would end the process.
  socket.on("error", () => {});
  if (typeof found === "string") {
    socket.send(found === "unknown" ? notHandshakenFrame : unauthorizedFrame);
    socket.close(GOING);
    return;
  }
  const transport = new WebSocketTransport(socket);
  socket.on("message", (data, isBinary) => receive(found, transport, data, isBinary));
  // What ws itself refuses; its client may take its time to close.
  socket.on("error", ({ message }) => found.refused(transport, `ws says "${message}"`));
  socket.on("close", () => found.lost(transport));
  found.attach(transport);
}

function receive(
  session: Session,
  transport: WebSocketTransport,
  data: RawData,
  isBinary: boolean,
): void {
  if (session.transport !== transport) return;
  if (!isBinary && session.receive(String(data))) return;
  transport.refuse("This is no frame of socket.io 0.9.");
  session.refused(transport, "it sent what is no frame of socket.io 0.9");
}

class WebSocketTransport implements Transport {
  readonly #socket: WebSocket;

  constructor(socket: WebSocket) {
    this.#socket = socket;
  }

  send(frame: string): void {
    this.#socket.send(frame);
  }

  backlog(): number {
    return this.#socket.bufferedAmount;
  }

  close(isCutOff: boolean): void {
    if (isCutOff) this.#socket.terminate();
    else this.#socket.close(GOING);
  }

  breakOff(code: number): void {
    this.#socket.close(code);
  }

  refuse(reason: string): void {
    this.#socket.close(UNREADABLE, reason);
  }
}
