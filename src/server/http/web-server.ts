// The HTTP server behind the port: admits requests, upgrades and tunnels, and refuses the rest.
import type { EventEmitter } from "node:events";
import { createServer, type IncomingMessage, type RequestListener, type Server } from "node:http";
import type { Socket } from "node:net";
import type { Duplex } from "node:stream";
import { absoluteTarget, hostRepairer } from "./host-header.ts";
import { answer, answerRaw, type Complaint } from "./plain-answer.ts";
import type { ProxyTenants } from "./proxy-tenants.ts";
import { type ProxyRules, readDestination, refuseDestination } from "./tunnel.ts";

export type UpgradeListener = (request: IncomingMessage, socket: Duplex, head: Buffer) => void;

export interface WebOptions {
  readonly listener: RequestListener;
  readonly onUpgrade?: UpgradeListener | undefined;
  readonly rules: ProxyRules;
  readonly proxyTenants?: ProxyTenants | undefined;
  readonly headersTimeoutMs: number;
  /** Takes a tunnel that has been opened, before anything is said in it. */
  onTunnel(socket: Socket): void;
  /** Takes a connection whose next bytes are an ordinary request after all. */
  onOrdinary(socket: Socket): void;
}

/** Says no, or puts the request right for as long as it is served. */
type Admit = (request: IncomingMessage, served: EventEmitter) => Complaint | undefined;

/** Makes the server; the caller decides which connections it gets. */
export function createWebServer(options: WebOptions): Server {
  const { listener, headersTimeoutMs } = options;
  const admit = admission(options);
  const web = createServer({
    insecureHTTPParser: false,
    maxHeaderSize: 32 * 1024,
    headersTimeout: headersTimeoutMs,
    connectionsCheckingInterval: Math.min(headersTimeoutMs, 5000),
    // Longer than clients keep theirs, so that none meets a connection closed at that moment.
    keepAliveTimeout: 75_000,
    // Node would answer a missing Host with an empty 400; ours says what is wrong.
    requireHostHeader: false,
  });
  web.on("request", (request, response) => {
    const complaint = admit(request, response);
    if (complaint === undefined) listener(request, response);
    else answer(response, complaint);
  });
  web.on("upgrade", (request, socket, head) => upgrade(options, admit, request, socket, head));
  web.on("connect", (request, socket, head) => tunnel(options, request, socket, head));
  web.on("clientError", refuseUnreadable);
  return web;
}

// What the listener gets has its target in origin form and one good Host header.
function admission({ rules, proxyTenants }: WebOptions): Admit {
  const repairHost = hostRepairer();
  return function admit(request, served) {
    const target = request.url ?? "";
    if (target.startsWith("/")) return repairHost(request);
    const absolute = absoluteTarget(target);
    const destination =
      absolute && readDestination(absolute.authority, absolute.isSecure ? 443 : 80);
    if (!destination) return badTarget(target, "a path such as /chat/threads");
    const refusal =
      refuseDestination(destination, rules, request.socket) ?? proxyTenants?.complaint(request);
    if (refusal) return refusal;
    request.url = absolute.path;
    presentAs(request.socket, absolute.isSecure, served);
    return repairHost(request, absolute.authority);
  };
}

// Some proxy clients ask for https:// in absolute form on a plain connection. The scheme they see is
// what counts, and @hono/node-server takes it from this property of the socket.
function presentAs(socket: Socket, isSecure: boolean, served: EventEmitter): void {
  const present: unknown = Reflect.get(socket, "encrypted");
  if (Boolean(present) === isSecure) return;
  Reflect.set(socket, "encrypted", isSecure);
  served.once("close", () => Reflect.set(socket, "encrypted", present));
}

function upgrade(
  options: WebOptions,
  admit: Admit,
  request: IncomingMessage,
  socket: Duplex,
  head: Buffer,
): void {
  if (request.headers.upgrade?.toLowerCase() !== "websocket") {
    restore(request, socket, head);
    options.onOrdinary(request.socket);
    return;
  }
  const complaint = admit(request, socket) ?? (options.onUpgrade ? undefined : noUpgrade);
  if (complaint) answerRaw(socket, complaint);
  else options.onUpgrade?.(request, socket, head);
}

// Java's HttpClient and curl --http2 offer h2c with ordinary requests, and a server that does not
// know a protocol must ignore the offer. Node reads no further after one, so the request is put back
// without it.
function restore(request: IncomingMessage, socket: Duplex, head: Buffer): void {
  const lines = [`${request.method} ${request.url} HTTP/${request.httpVersion}`];
  const raw = request.rawHeaders;
  for (let index = 0; index < raw.length; index += 2) {
    const name = raw[index] ?? "";
    const value = raw[index + 1] ?? "";
    const kept = name.toLowerCase() === "connection" ? withoutUpgrade(value) : value;
    if (kept !== "" && !/^(upgrade|http2-settings)$/i.test(name)) lines.push(`${name}: ${kept}`);
  }
  if (head.length > 0) socket.unshift(head);
  socket.unshift(Buffer.from(`${lines.join("\r\n")}\r\n\r\n`, "latin1"));
}

function withoutUpgrade(connection: string): string {
  const tokens = connection.split(",").map((token) => token.trim());
  return tokens.filter((token) => !/^(upgrade|http2-settings)$/i.test(token)).join(", ");
}

function tunnel(options: WebOptions, request: IncomingMessage, socket: Duplex, head: Buffer): void {
  const target = request.url ?? "";
  const destination = /:\d+$/.test(target) ? readDestination(target, 443) : undefined;
  const complaint = destination
    ? (refuseDestination(destination, options.rules, request.socket) ??
      options.proxyTenants?.enter(request))
    : badTarget(target, "a host and port such as example.com:443");
  if (complaint) {
    answerRaw(socket, complaint);
    return;
  }
  socket.write("HTTP/1.1 200 Connection Established\r\n\r\n");
  if (head.length > 0) socket.unshift(head);
  options.onTunnel(request.socket);
}

function refuseUnreadable(error: Error & { code?: string }, socket: Duplex): void {
  if (error.code === "ECONNRESET" || error.code === "EPIPE") socket.destroy();
  else answerRaw(socket, unreadable(error));
}

function unreadable(error: Error & { code?: string; reason?: string }): Complaint {
  if (error.code === "ERR_HTTP_REQUEST_TIMEOUT") {
    return {
      status: 408,
      text: "Cannot read the request: it took too long to arrive. Send it again.",
    };
  }
  if (error.code === "HPE_HEADER_OVERFLOW") {
    return {
      status: 431,
      text: "Cannot read the request: its headers are larger than 32 KiB. Send smaller ones.",
    };
  }
  const cause = error.reason ?? error.message;
  return {
    status: 400,
    text: `Cannot read the request: it is not HTTP/1.1 (${cause}). Send HTTP/1.1, or TLS with HTTP/1.1 inside.`,
  };
}

const noUpgrade: Complaint = {
  status: 426,
  text: "Cannot open a websocket: nothing here speaks it. Use plain requests.",
};

function badTarget(target: string, wanted: string): Complaint {
  return {
    status: 400,
    text: `Cannot read the request: its target ${JSON.stringify(target)} is not ${wanted}. Send one that is.`,
  };
}
