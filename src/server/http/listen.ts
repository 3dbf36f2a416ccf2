// Starts to listen, or says in our words why that cannot be.
import type { AddressInfo, Server } from "node:net";

/** Listens and returns the port, which is a free one if 0 is asked for. */
export function listen(server: Server, host: string, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const refuse = (error: Error) => reject(listenError(error, host, port));
    server.once("error", refuse);
    try {
      server.listen({ host, port }, () => {
        server.off("error", refuse);
        resolve((server.address() as AddressInfo).port);
      });
    } catch (error) {
      refuse(error instanceof Error ? error : new Error(String(error)));
    }
  });
}

function listenError(error: Error & { code?: string }, host: string, port: number): Error {
  const where = host.includes(":") ? `[${host}]:${port}` : `${host}:${port}`;
  const another = "choose another port with --port N (0 picks a free one)";
  const otherHost = "Choose an address of this machine with --host H.";
  const causes: Record<string, string> = {
    EADDRINUSE: `the port is in use. Stop the other process, or ${another}.`,
    EACCES: `the system does not permit it. Run as a user who may, or ${another}.`,
    EADDRNOTAVAIL: `this machine has no such address. ${otherHost}`,
    ENOTFOUND: `there is no host of that name. ${otherHost}`,
    ERR_SOCKET_BAD_PORT:
      "a port is a whole number from 0 to 65535. Choose one with --port N (0 picks a free one).",
  };
  const cause = causes[error.code ?? ""] ?? `${error.message}. Try again, or ${another}.`;
  return new Error(`Cannot listen on ${where}: ${cause}`, { cause: error });
}
