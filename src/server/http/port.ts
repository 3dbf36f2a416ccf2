// The one port: tells plain HTTP, TLS and proxy tunnels apart and serves them all alike.
import type { RequestListener, Server } from "node:http";
import type { Socket } from "node:net";
import type { Certificates } from "./certificates.ts";
import { Connections } from "./connections.ts";
import { listenForFirstByte, tlsHandshake } from "./first-byte.ts";
import { listen } from "./listen.ts";
import type { ProxyTenants } from "./proxy-tenants.ts";
import { createSecureServer } from "./secure-server.ts";
import type { ProxyRules } from "./tunnel.ts";
import { createWebServer, type UpgradeListener } from "./web-server.ts";

export interface PortOptions {
  /** Answers the requests, whichever way they came; inside TLS `request.socket.encrypted` is true. */
  readonly listener: RequestListener;
  /** Hears which tenants are named by those who take the emulator for their proxy. */
  readonly proxyTenants?: ProxyTenants | undefined;
  /** Takes websocket upgrades; without it they are answered 426. */
  readonly onUpgrade?: UpgradeListener | undefined;
  /** Whether the emulator stands in for this host, given in lower case and without a port. */
  isEmulatedHost(host: string): boolean;
  readonly certificates: Certificates;
  /** The address to listen on. */
  readonly host: string;
  /** The TCP port to listen on; 0 picks a free one. */
  readonly port: number;
  /** Hears of troubles that no request can be answered with, such as a client that distrusts the CA. */
  readonly onProblem?: ((message: string) => void) | undefined;
  /** How long a client may take until its headers are there; 20 seconds unless told. */
  readonly headersTimeoutMs?: number | undefined;
}

export interface OpenPort {
  readonly port: number;
  readonly host: string;
  /** Stops listening, and gives running requests this long (500 ms unless told) to finish. */
  close(graceMs?: number): Promise<void>;
}

/** How a connection got here, which says what may follow. */
type Way = "direct" | "tunnel" | "tls";

/** Starts to listen. */
export async function openPort(options: PortOptions): Promise<OpenPort> {
  const { host, onProblem } = options;
  const connections = new Connections();
  const rules = { host, port: 0, isEmulatedHost: options.isEmulatedHost };
  const web = serve(options, rules, connections);
  rules.port = await listen(web, host, options.port);
  web.on("error", (error) => onProblem?.(`Cannot take a connection: ${error.message}. Try again.`));
  return {
    port: rules.port,
    host,
    close: (graceMs = 500) => connections.close(web, graceMs),
  };
}

// The HTTP server itself listens, since only a listening one keeps its timeouts and closes its idle
// connections. Its own way with a new connection is kept back until the first byte is known.
function serve(options: PortOptions, rules: ProxyRules, connections: Connections): Server {
  const { listener, onUpgrade, headersTimeoutMs: patienceMs = 20_000 } = options;
  const web = createWebServer({
    listener,
    rules,
    proxyTenants: options.proxyTenants,
    headersTimeoutMs: patienceMs,
    onUpgrade:
      onUpgrade &&
      ((request, socket, head) => {
        connections.upgraded(request.socket);
        onUpgrade(request, socket, head);
      }),
    onTunnel: (socket) => take(socket, "tunnel"),
    onOrdinary: (socket) => speakHttp?.call(web, socket),
  });
  const secure = createSecureServer({
    ...options,
    handshakeTimeoutMs: patienceMs,
    onConnection: (socket) => take(socket, "tls"),
  });
  const [speakHttp] = web.listeners("connection");

  function take(socket: Socket, way: Way): void {
    connections.silent(socket);
    listenForFirstByte(socket, patienceMs, (byte) => {
      connections.spoke(socket);
      if (byte === tlsHandshake && way !== "tls") {
        // A TLS server does not wait for a client that has left in the middle of the handshake.
        socket.allowHalfOpen = false;
        secure.emit("connection", socket);
        return;
      }
      // Plain HTTP in a tunnel is plain even when the way to the proxy was TLS.
      if (way === "tunnel") Reflect.set(socket, "encrypted", false);
      speakHttp?.call(web, socket);
    });
  }

  web.removeAllListeners("connection");
  web.on("connection", (socket) => {
    socket.on("error", ignoreReset);
    connections.opened(socket);
    take(socket, "direct");
  });
  return web;
}

// A client that went away is no trouble of ours; without a listener it would end the process.
function ignoreReset(): void {}
