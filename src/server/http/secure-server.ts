// The TLS end of the port: shows the right certificate and hands on what is inside.
import type { Socket } from "node:net";
import { createServer, type Server } from "node:tls";
import type { Certificates } from "./certificates.ts";
import { isLoopback } from "./tunnel.ts";

export interface SecureOptions {
  readonly certificates: Certificates;
  isEmulatedHost(host: string): boolean;
  readonly onProblem?: ((message: string) => void) | undefined;
  readonly handshakeTimeoutMs: number;
  /** Takes a connection whose handshake is done. */
  onConnection(socket: Socket): void;
}

/** Makes a server that never listens: connections are given to it by their "connection" event. */
export function createSecureServer(options: SecureOptions): Server {
  const { certificates, onProblem } = options;
  const secure = createServer({
    cert: certificates.certificate,
    key: certificates.key,
    ALPNProtocols: ["http/1.1"],
    minVersion: "TLSv1.2",
    handshakeTimeout: options.handshakeTimeoutMs,
    SNICallback(host, done) {
      const name = host.toLowerCase();
      if (isLoopback(name) || options.isEmulatedHost(name)) {
        certificates.contextFor(name).then((context) => done(null, context), done);
      } else {
        done(null);
      }
    },
  });
  const report = (error: Error) => {
    if (isDistrust(error)) onProblem?.(distrust(certificates.caFile));
  };
  secure.on("tlsClientError", (error, socket) => {
    report(error);
    socket.destroy();
  });
  secure.on("secureConnection", (socket) => {
    // With TLS 1.3 the client's verdict comes after the server's side of the handshake is done.
    socket.on("error", report);
    options.onConnection(socket);
  });
  return secure;
}

function isDistrust(error: Error & { code?: string }): boolean {
  return /ALERT_(UNKNOWN_CA|BAD_CERTIFICATE|CERTIFICATE_UNKNOWN)/.test(error.code ?? "");
}

function distrust(caFile: string): string {
  return `Cannot finish a TLS handshake: the client does not trust the emulator's CA. Give it ${caFile}, for instance with NODE_EXTRA_CA_CERTS.`;
}
