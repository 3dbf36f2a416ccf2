// Answers a request that never reaches the emulator with one line of plain text, and hangs up.
import { type ServerResponse, STATUS_CODES } from "node:http";
import type { Duplex } from "node:stream";

/** A request refused at the door. */
export interface Complaint {
  readonly status: number;
  readonly text: string;
}

// How long a client may keep sending after it has been told off.
const lingerMs = 1000;

/** Answers in place of the listener. */
export function answer(response: ServerResponse, { status, text }: Complaint): void {
  const body = `${text}\n`;
  response.writeHead(status, { ...headersFor(body), ...(status === 426 && upgradeHeader) });
  response.end(body);
}

/** Answers on a connection that node no longer reads requests from. */
export function answerRaw(socket: Duplex, { status, text }: Complaint): void {
  if (socket.destroyed || socket.writableEnded) return;
  const body = `${text}\n`;
  const headers = { ...headersFor(body), ...(status === 426 && upgradeHeader) };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${lines.join("")}\r\n${body}`);
  // Closing with unread bytes resets the connection, and the client would not see the answer.
  socket.resume();
  const timer = setTimeout(() => socket.destroy(), lingerMs);
  timer.unref();
  socket.once("close", () => clearTimeout(timer));
}

const upgradeHeader = { Upgrade: "websocket" };

function headersFor(body: string): Record<string, string | number> {
  return {
    "Content-Type": "text/plain; charset=utf-8",
    "Content-Length": Buffer.byteLength(body),
    Connection: "close",
  };
}
