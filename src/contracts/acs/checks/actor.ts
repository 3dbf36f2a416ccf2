// One user of the service under test: calls operations at one version with a token of his own.

import { CheckFailed } from "../../suite/check.ts";
import type { Recorded, RecordedRequest } from "../../suite/recorded.ts";
import type { VersionedApi } from "../../versions.ts";

export interface CallInput {
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** Instead of the user's own; null for none. */
  readonly token?: string | null;
  /** Instead of the version of the run; null for none. */
  readonly apiVersion?: string | null;
  /** Instead of the operation's own. */
  readonly method?: string;
}

export interface ActorOptions {
  readonly id: string;
  readonly token: string;
  readonly url: string;
  readonly version: VersionedApi;
  /** Carries a request out; a link that is followed is of no operation. */
  send(request: RecordedRequest, operation?: string): Promise<Recorded>;
}

export class Actor {
  readonly id: string;
  readonly token: string;
  readonly #options: ActorOptions;

  constructor(options: ActorOptions) {
    this.#options = options;
    this.id = options.id;
    this.token = options.token;
  }

  /** Calls an operation that has to succeed; its answer is judged by all that the contract says of its shape. */
  async do(operation: string, input: CallInput = {}): Promise<Recorded> {
    const exchange = await this.call(operation, input);
    const expected = this.#row(operation).success.status;
    if (exchange.response.status !== expected) {
      throw new CheckFailed({
        pointer: "/status",
        expected,
        actual: exchange.response.status,
        message: `${operation} did not succeed.`,
        exchange,
      });
    }
    return exchange;
  }

  /** Calls an operation, whatever comes of it; also an error has to have the vendor's shape. */
  async call(operation: string, input: CallInput = {}): Promise<Recorded> {
    return this.#options.send(this.request(operation, input), operation);
  }

  /** Follows a link. */
  async get(url: string): Promise<Recorded> {
    return this.#options.send({
      method: "GET",
      url,
      headers: { accept: "application/json", authorization: `Bearer ${this.token}` },
    });
  }

  request(operation: string, input: CallInput = {}): RecordedRequest {
    const { version, url } = this.#options;
    const row = this.#row(operation);
    const { token = this.token, apiVersion = version.id, body, params = {} } = input;
    const path = row.path.replace(/\{(\w+)\}/g, (_, name: string) =>
      encodeURIComponent(params[name] ?? ""),
    );
    const query = new URLSearchParams({
      ...input.query,
      ...(apiVersion !== null && { "api-version": apiVersion }),
    });
    return {
      method: input.method ?? row.method,
      url: `${url}${path}?${query}`,
      headers: {
        accept: "application/json",
        ...(token !== null && { authorization: `Bearer ${token}` }),
        ...(body !== undefined && { "content-type": "application/json" }),
        ...input.headers,
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    };
  }

  #row(operation: string) {
    const row = this.#options.version.operations[operation];
    if (row) return row;
    throw new Error(
      `Cannot call ${operation} at ${this.#options.version.id}: that version has no such operation. Leave the check out there with appliesTo.`,
    );
  }
}
