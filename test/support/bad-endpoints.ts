// Servers that are no good as endpoints, on ports of their own, gone with the test that started them.

import { once } from "node:events";
import {
  createServer as createHttpServer,
  type RequestListener,
  request,
  type Server,
} from "node:http";
import { createServer as createHttpsServer } from "node:https";
import { type AddressInfo, createServer, type Server as NetServer, type Socket } from "node:net";
import { createBrotliCompress, createDeflate, createGzip } from "node:zlib";
import { onTestFinished } from "vitest";
import { certificateMaker, type KeyPair } from "../../src/server/http/certificate-authority.ts";

export interface BadEndpoint {
  readonly url: string;
  /** All that it was sent. */
  heard(): string;
  /** How many bytes it could write. */
  written(): number;
}

/** Whatever is to be done with each connection. */
export async function ofSockets(take: (socket: Socket) => void): Promise<BadEndpoint> {
  return listening(createServer(take), "http");
}

/** Does something as soon as the head of each request is there. */
export async function afterHead(answer: (socket: Socket) => void): Promise<BadEndpoint> {
  return ofSockets((socket) => {
    let head = "";
    socket.on("data", (data) => {
      head += data.toString("latin1");
      if (!head.includes("\r\n\r\n")) return;
      head = "";
      answer(socket);
    });
  });
}

/** Says the same bytes to each request, and then hangs up or not. */
export async function saying(text: string, then: "end" | "stay" = "end"): Promise<BadEndpoint> {
  return afterHead((socket) => {
    socket.write(text, "latin1");
    if (then === "end") socket.end();
  });
}

export async function ofRequests(listener: RequestListener): Promise<BadEndpoint> {
  return listening(createHttpServer(listener), "http");
}

export async function ofTls(
  { certificate, key }: KeyPair,
  listener: RequestListener,
): Promise<BadEndpoint> {
  return listening(createHttpsServer({ cert: certificate, key }, listener), "https");
}

/** Hands so many requests on to another server, and never answers those after them. */
export async function stoppingAfter(requests: number, to: string): Promise<BadEndpoint> {
  let left = requests;
  return ofRequests((asked, response) => {
    left -= 1;
    if (left < 0) return;
    const { method, url, headers } = asked;
    const onward = request(`${to}${url}`, { method, headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 500, answer.headers);
      answer.pipe(response);
    });
    asked.pipe(onward);
  });
}

/** Hands requests on to another server, and packs what it answers. */
export async function compressing(
  encoding: "gzip" | "deflate" | "br",
  to: string,
): Promise<BadEndpoint> {
  const pack = { gzip: createGzip, deflate: createDeflate, br: createBrotliCompress }[encoding];
  return ofRequests((asked, response) => {
    const { method, url, headers } = asked;
    const onward = request(`${to}${url}`, { method, headers }, (answer) => {
      const { "content-length": length, ...rest } = answer.headers;
      const isEmpty = answer.statusCode === 204 || length === "0";
      const packed = isEmpty ? answer.headers : { ...rest, "content-encoding": encoding };
      response.writeHead(answer.statusCode ?? 500, packed);
      if (isEmpty) answer.pipe(response);
      else answer.pipe(pack()).pipe(response);
    });
    asked.pipe(onward);
  });
}

/** Says the beginning of an answer, and then a byte at a time for as long as somebody listens. */
export function drip(socket: Socket, beginning: string): void {
  socket.write(beginning);
  const timer = setInterval(() => socket.write("x"), 100);
  socket.on("close", () => clearInterval(timer));
}

/** A certificate for these names, by an authority that nobody knows, made at a time. */
export async function strangersCertificate(
  names: readonly string[],
  madeAt: number = Date.now(),
): Promise<KeyPair & { readonly ca: string }> {
  const maker = certificateMaker(() => madeAt);
  const authority = await maker.makeAuthority();
  return { ...(await maker.makeLeaf(authority, names)), ca: authority.certificate };
}

async function listening(server: NetServer | Server, scheme: string): Promise<BadEndpoint> {
  const sockets = new Set<Socket>();
  let heard = "";
  let gone = 0;
  server.on("connection", (socket: Socket) => {
    sockets.add(socket);
    socket.on("error", () => undefined);
    socket.on("data", (data) => {
      heard += data.toString("latin1");
    });
    socket.on("close", () => {
      gone += socket.bytesWritten;
      sockets.delete(socket);
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `${scheme}://127.0.0.1:${port}`,
    heard: () => heard,
    written: () => [...sockets].reduce((sum, { bytesWritten }) => sum + bytesWritten, gone),
  };
}
