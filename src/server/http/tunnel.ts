// Decides which hosts a client may reach through the emulator when it takes it for its proxy.
import { isIP, type Socket } from "node:net";
import type { Complaint } from "./plain-answer.ts";

export interface ProxyRules {
  /** Whether the emulator stands in for this host, given in lower case and without a port. */
  isEmulatedHost(host: string): boolean;
  /** The address or name the emulator listens on. */
  readonly host: string;
  /** The port it listens on. */
  readonly port: number;
}

/** A host and port that a client asked its proxy for. */
export interface Destination {
  readonly host: string;
  readonly port: number;
}

/** Reads `host:port` or `[address]:port`; a missing port is the scheme's. */
export function readDestination(authority: string, defaultPort: number): Destination | undefined {
  const [, address, name, port] =
    /^(?:\[([0-9a-f:.]+)\]|([a-z0-9._-]+))(?::(\d{1,5}))?$/i.exec(authority) ?? [];
  const host = (address ?? name ?? "").toLowerCase().replace(/\.$/, "");
  const number = port === undefined ? defaultPort : Number(port);
  if (host === "" || number < 1 || number > 65_535) return undefined;
  return { host, port: number };
}

/** Says no to hosts that are neither emulated nor the emulator itself, for nothing leaves the machine. */
export function refuseDestination(
  destination: Destination,
  rules: ProxyRules,
  socket: Socket,
): Complaint | undefined {
  const { host, port } = destination;
  if (rules.isEmulatedHost(host) || (port === rules.port && isHere(host, rules, socket))) {
    return undefined;
  }
  return {
    status: 403,
    text: `Cannot tunnel to ${host}: the emulator only stands in for itself and the chat services it emulates. Add ${host} to NO_PROXY to reach it directly.`,
  };
}

/** Localhost, its subdomains and loopback addresses, which clients with HTTPS_PROXY set ask it for too. */
export function isLoopback(host: string): boolean {
  if (isIP(host) === 4) return host.startsWith("127.");
  return host === "::1" || host === "localhost" || host.endsWith(".localhost");
}

function isHere(host: string, rules: ProxyRules, socket: Socket): boolean {
  return isLoopback(host) || host === rules.host.toLowerCase() || host === socket.localAddress;
}
