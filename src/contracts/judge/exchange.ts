// A request and its answer as anybody may have recorded them, and what the judge says of them.

/** A record of names and values, or pairs, as `Headers` has them. */
export type HeadersLike =
  | Readonly<Record<string, string | readonly string[] | undefined>>
  | Iterable<readonly [name: string, value: string]>;

export type VendorName = "acs" | "stackexchange";

export interface Exchange {
  readonly vendor: VendorName;
  /** The version to judge by; the one that the request names when left out. */
  readonly apiVersion?: string | undefined;
  /** Also holds properties against an answer that its version does not know, and forms never seen from the service. */
  readonly strict?: boolean | undefined;
  readonly request: ExchangeRequest;
  readonly response: ExchangeResponse;
}

export interface ExchangeRequest {
  readonly method: string;
  /** Absolute, or from the path on. */
  readonly url: string;
  readonly headers?: HeadersLike | undefined;
  readonly body?: unknown;
}

export interface ExchangeResponse {
  readonly status: number;
  /** Left out when they were not recorded: then nothing is said of them. */
  readonly headers?: HeadersLike | undefined;
  /** Text, or what its JSON stands for. `null` and `""` mean an empty body, and so does leaving it out, unless headers tell otherwise. */
  readonly body?: unknown;
  /** There was a body that was not recorded, or not to its end: then nothing is said of it. */
  readonly isBodyUnknown?: boolean | undefined;
}

export interface Violation {
  /** A rule of the ledger, or a derived one such as `schema.ChatMessage` or `status.ChatThread_SendChatMessage`. */
  readonly rule: string;
  /** A JSON pointer into the response: `/status`, `/headers/location`, `/body/value/0/id`. */
  readonly pointer: string;
  readonly expected: unknown;
  /** What was found there, without secrets; undefined where there is nothing. */
  readonly actual: unknown;
  readonly message: string;
}

export interface Verdict {
  /** Undefined when the request is none of the vendor's operations. */
  readonly operation: string | undefined;
  readonly apiVersion: string | undefined;
  readonly violations: readonly Violation[];
  /** Why nothing was held against the exchange: it is not known what would have to hold. */
  readonly unjudged?: string;
}
