// Puts an app on the network: one port for http, https and proxy requests.

import type { Addresses } from "./chat-emulator.ts";
import { defaultDataFolder } from "./data-folder.ts";
import type { App } from "./http/app.ts";
import { loadCertificates } from "./http/certificates.ts";
import { createNodeListener } from "./http/node-listener.ts";
import { openPort } from "./http/port.ts";
import { ProxyTenants } from "./http/proxy-tenants.ts";
import type { UpgradeListener } from "./http/web-server.ts";

/** "CHAT" on a phone's keypad. */
const DEFAULT_PORT = 2428;
const DEFAULT_HOST = "127.0.0.1";

export interface NetworkOptions {
  readonly port?: number;
  readonly host?: string;
  readonly dataFolder?: string;
  readonly warn: (message: string) => void;
  readonly onUpgrade: UpgradeListener;
  isEmulatedHost(host: string): boolean;
}

export interface Network extends Addresses {
  /** The address that it listens on. */
  readonly host: string;
  close(): Promise<void>;
}

export async function openNetwork(app: App, options: NetworkOptions): Promise<Network> {
  const { host = DEFAULT_HOST, port = DEFAULT_PORT, warn } = options;
  const certificates = await loadCertificates({
    folder: options.dataFolder ?? defaultDataFolder(),
    hosts: ["*.communication.azure.com", host],
  });
  const proxyTenants = new ProxyTenants();
  const opened = await openPort({
    listener: createNodeListener(app, proxyTenants),
    proxyTenants,
    onUpgrade: options.onUpgrade,
    isEmulatedHost: options.isEmulatedHost,
    certificates,
    host,
    port,
    onProblem: warn,
  });
  const authority = `${reachable(host)}:${opened.port}`;
  return {
    host,
    url: `http://${authority}`,
    httpsUrl: `https://${authority}`,
    proxyUrl: `http://${authority}`,
    controlUrl: `http://${authority}/_emulator`,
    caFile: certificates.caFile,
    close: () => opened.close(),
  };
}

/** The address to call for an address to listen on. */
function reachable(host: string): string {
  if (host === "0.0.0.0") return "127.0.0.1";
  if (host === "::") return "[::1]";
  return host.includes(":") ? `[${host}]` : host;
}
