// What a started emulator says of itself: the line of --json, the ready file, the list of running ones.

import type { ChatEmulator } from "../src/server/chat-emulator.ts";

export interface ReadyLine {
  readonly url: string;
  readonly httpsUrl: string;
  readonly proxyUrl: string;
  readonly caFile: string;
  readonly controlUrl: string;
  readonly acs: {
    readonly endpoint: string;
    readonly connectionString: string;
    readonly users: readonly ReadyUser[];
  };
  readonly stackexchange: {
    readonly hosts: readonly string[];
    readonly accounts: readonly { readonly email: string; readonly password: string }[];
  };
  readonly pid: number;
  readonly version: string;
}

export interface ReadyUser {
  readonly name: string;
  readonly id: string;
  readonly token: string;
}

export function readyLineOf(emulator: ChatEmulator): ReadyLine {
  const { url, httpsUrl, proxyUrl, caFile, controlUrl, acs, version } = emulator;
  const users = acs.users.map(({ name, id, token }) => ({ name, id, token }));
  const { endpoint, connectionString } = acs;
  const { hosts } = emulator.stackexchange;
  const accounts = emulator.stackexchange.accounts.map(({ email, password }) => ({
    email,
    password,
  }));
  const { pid } = process;
  return {
    url,
    httpsUrl,
    proxyUrl,
    caFile,
    controlUrl,
    acs: { endpoint, connectionString, users },
    stackexchange: { hosts, accounts },
    pid,
    version,
  };
}

export function portOf(url: string): number {
  const { port, protocol } = new URL(url);
  return port === "" ? (protocol === "https:" ? 443 : 80) : Number(port);
}
