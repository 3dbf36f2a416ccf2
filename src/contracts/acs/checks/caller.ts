// Whoever calls the service under test: makes requests of operations at one version, and judges what comes of them.

import { CheckFailed } from "../../suite/check.ts";
import type { Recorded, RecordedRequest } from "../../suite/recorded.ts";
import type { VersionedApi } from "../../versions.ts";

/** How a request goes out and what becomes of its answer, where that is not as usual. */
export interface Manner {
  /** Takes a 429 as the answer instead of waiting it out. */
  readonly isHasty?: true;
  /** The form of the answer was never seen, so nothing but the check itself holds anything against it. */
  readonly isUnjudged?: true;
}

export interface CallInput extends Manner {
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  /** Sent as it is instead of `body`. */
  readonly raw?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Instead of the caller's own; null for none. */
  readonly token?: string | null;
  /** Instead of the version of the run; null for none. */
  readonly apiVersion?: string | null;
  /** Instead of the operation's own. */
  readonly method?: string;
  /** Changes the path, such as its escapes. */
  readonly path?: (path: string) => string;
}

/** Carries a request out; a link that is followed is of no operation. */
export type Send = (
  request: RecordedRequest,
  operation?: string,
  manner?: Manner,
) => Promise<Recorded>;

export interface CallerOptions {
  readonly url: string;
  readonly version: VersionedApi;
  readonly send: Send;
}

export abstract class Caller {
  protected readonly options: CallerOptions;

  constructor(options: CallerOptions) {
    this.options = options;
  }

  get version(): VersionedApi {
    return this.options.version;
  }

  /** Calls an operation that has to succeed; its answer is judged by all that the contract says of its shape. */
  async do(operation: string, input: CallInput = {}): Promise<Recorded> {
    const exchange = await this.call(operation, input);
    this.requireSuccess(operation, exchange);
    return exchange;
  }

  requireSuccess(operation: string, exchange: Recorded): void {
    const expected = this.#row(operation).success.status;
    const actual = exchange.response.status;
    if (actual === expected) return;
    const message = `${operation} did not succeed.`;
    throw new CheckFailed({ pointer: "/status", expected, actual, message, exchange });
  }

  /** Calls an operation, whatever comes of it; also an error has to have the vendor's shape. */
  async call(operation: string, input: CallInput = {}): Promise<Recorded> {
    return this.options.send(this.request(operation, input), operation, input);
  }

  request(operation: string, input: CallInput = {}): RecordedRequest {
    const { version, url } = this.options;
    const row = this.#row(operation);
    const { apiVersion = version.id, params = {} } = input;
    const escaped = row.path.replace(/\{(\w+)\}/g, (_, name: string) =>
      encodeURIComponent(params[name] ?? ""),
    );
    const query = new URLSearchParams({
      ...input.query,
      ...(apiVersion !== null && { "api-version": apiVersion }),
    });
    const body = input.raw ?? (input.body === undefined ? undefined : JSON.stringify(input.body));
    const request = {
      method: input.method ?? row.method,
      url: `${url}${input.path?.(escaped) ?? escaped}${query.size > 0 ? `?${query}` : ""}`,
      headers: {
        accept: "application/json",
        ...(body !== undefined && { "content-type": "application/json" }),
        ...input.headers,
      },
      ...(body !== undefined && { body }),
    };
    return this.authorize(request, input);
  }

  /** The request with what proves who calls. */
  protected abstract authorize(request: RecordedRequest, input: CallInput): RecordedRequest;

  #row(operation: string) {
    const row = this.options.version.operations[operation];
    if (row) return row;
    throw new Error(
      `Cannot call ${operation} at ${this.options.version.id}: that version has no such operation. Leave the check out there with appliesTo.`,
    );
  }
}
