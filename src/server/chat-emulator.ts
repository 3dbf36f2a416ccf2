// What a running emulator offers to the program that made it.

import type { Dispatcher } from "undici";
import type { AzureHttpClient } from "./in-process/azure-http-client.ts";
import type { InsecureClientOptions } from "./in-process/insecure-client-options.ts";
import type { ListenOptions } from "./options.ts";

/** A user of the emulated resource with a token that is good now. */
export interface AcsUser {
  readonly name: string;
  /** The raw id, `8:acs:…`. */
  readonly id: string;
  readonly token: string;
  readonly expiresOn: Date;
}

export interface TokenRequest {
  /** The user's raw id; a new user when left out. */
  readonly id?: string;
  readonly scopes?: readonly string[];
  /** From 60 to 1440; 1440 by default. */
  readonly expiresInMinutes?: number;
}

export interface AcsEmulator {
  /** The endpoint to give to a client; ends with a slash. */
  readonly endpoint: string;
  readonly accessKey: string;
  readonly connectionString: string;
  /** The users of the fixtures, with tokens. */
  readonly users: readonly AcsUser[];
  /** The user of that name, made on first use; the token is always a fresh enough one. */
  user(name: string): Promise<AcsUser>;
  /** Issues a token, for a new user or for one that exists. */
  issueToken(request?: TokenRequest): Promise<Omit<AcsUser, "name">>;
}

/** Addresses of an emulator that listens. */
export interface Addresses {
  /** Such as `http://127.0.0.1:2428`. */
  readonly url: string;
  readonly httpsUrl: string;
  readonly proxyUrl: string;
  readonly controlUrl: string;
  /** The certificate to trust for `httpsUrl`. */
  readonly caFile: string;
}

export interface ChatEmulator extends AsyncDisposable {
  readonly version: string;
  readonly acs: AcsEmulator;
  /** Answers a request in process, with no socket. */
  fetch(request: Request): Promise<Response>;
  /** An undici dispatcher that answers everything in process. */
  readonly dispatcher: Dispatcher;
  /** The `httpClient` option of Azure SDK clients, answering in process. */
  readonly httpClient: AzureHttpClient;
  /** Starts listening for http, https and proxy requests on one port. */
  listen(options?: ListenOptions): Promise<Addresses>;
  /** These five throw until `listen` has resolved. */
  readonly url: string;
  readonly httpsUrl: string;
  readonly proxyUrl: string;
  readonly controlUrl: string;
  readonly caFile: string;
  /** Azure SDK options that let a client with an https endpoint speak plain http: no certificate needed. */
  insecureClientOptions(): InsecureClientOptions;
  /** Back to the state right after the fixtures; tokens issued for other users are no longer good. */
  reset(): Promise<void>;
  /** Stops listening and forgets everything. */
  close(): Promise<void>;
}
