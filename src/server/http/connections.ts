// Knows the sockets of a port, so that closing it leaves none behind.
import type { Server } from "node:http";
import type { Socket } from "node:net";

export class Connections {
  /** All TCP connections. */
  readonly #all = new Set<Socket>();
  /** Those that have said nothing yet, at the start or after TLS or a tunnel was set up. */
  readonly #silent = new Set<Socket>();
  /** Those that have become websockets. */
  readonly #upgraded = new Set<Socket>();
  #closed: Promise<void> | undefined;

  opened(socket: Socket): void {
    enlist(this.#all, socket);
  }

  silent(socket: Socket): void {
    // A handshake or tunnel that is completed while the port closes comes too late.
    if (this.#closed) socket.destroy();
    else enlist(this.#silent, socket);
  }

  spoke(socket: Socket): void {
    this.#silent.delete(socket);
  }

  upgraded(socket: Socket): void {
    enlist(this.#upgraded, socket);
  }

  /** Stops listening, closes what is idle, and after the grace period what is not. */
  close(web: Server, graceMs: number): Promise<void> {
    this.#closed ??= this.#drain(web);
    const end = setTimeout(() => {
      for (const socket of this.#all) socket.destroy();
    }, graceMs);
    return this.#closed.finally(() => clearTimeout(end));
  }

  #drain(web: Server): Promise<void> {
    return new Promise((resolve) => {
      // Connections become idle one by one as their running requests end.
      const sweep = setInterval(() => web.closeIdleConnections(), 10);
      web.close(() => {
        clearInterval(sweep);
        resolve();
      });
      web.closeIdleConnections();
      for (const socket of this.#silent) socket.destroy();
      // What has been written to a websocket, a close frame say, still goes out.
      for (const socket of this.#upgraded) socket.destroySoon();
    });
  }
}

function enlist(sockets: Set<Socket>, socket: Socket): void {
  if (sockets.has(socket)) return;
  sockets.add(socket);
  socket.once("close", () => sockets.delete(socket));
}
