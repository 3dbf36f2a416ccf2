// What a run of the contract suite is told.

import type { Dispatcher } from "undici";
import type { VendorName } from "./judge/exchange.ts";
import type { AllowedFailure } from "./suite/allow-list.ts";
import type { CheckResult, Profile } from "./suite/check.ts";
import type { ClientOptions } from "./suite/client.ts";
import type { Recorded } from "./suite/recorded.ts";

export interface ContractOptions {
  /** The endpoint, with or without a slash at its end. */
  readonly url: string;
  /** Whose contract it is; `acs` by default. */
  readonly vendor?: VendorName;
  /** One api-version, or `all`; the newest by default. An api that does not have it is checked at its newest. */
  readonly apiVersion?: string;
  /** acs: `endpoint=…;accesskey=…`: the run then makes its own users. */
  readonly connectionString?: string;
  /** acs: tokens of users that are there already, instead of a connection string. */
  readonly tokens?: readonly string[];
  /** stackexchange: the people of the run; what needs two is skipped with one. */
  readonly accounts?: readonly Account[];
  /** stackexchange: the room in which the run writes, 1 by default. */
  readonly room?: number;
  /** stackexchange: which chat host is meant where the URL is not its own, `chat.stackexchange.com` by default. */
  readonly chatHost?: string;
  /** What the run may do; `full` by default. */
  readonly profile?: Profile;
  /** Patterns of check ids, such as `acs.messages.*`. */
  readonly only?: readonly string[];
  readonly skip?: readonly string[];
  /** Failures that are known and do not fail the run. */
  readonly allow?: readonly AllowedFailure[];
  /** Unknown properties in answers are failures too. */
  readonly strict?: boolean;
  /** Checks run in an order drawn from this number; as they are listed by default. */
  readonly seed?: number;
  /** How often a failed check is tried again, once by default; one that then passes is flaky. */
  readonly retries?: number;
  /** The most requests in a minute; no limit by default. */
  readonly ratePerMinute?: number;
  /** How long one request may take, 30 seconds by default. */
  readonly timeoutSeconds?: number;
  /** How long a list of the service may lag behind, 10 seconds by default. */
  readonly patienceSeconds?: number;
  readonly caFile?: string;
  readonly insecure?: boolean;
  /** Sends instead of the network, such as `emulator.dispatcher`. */
  readonly dispatcher?: Dispatcher;
  /** The file in which is written down what the run makes; kept only when something could not be taken away. */
  readonly ledgerFile?: string;
  /** Ends the run; what it has made is taken away all the same. */
  readonly signal?: AbortSignal;
  onResult?(result: CheckResult, progress: Progress): void;
  /** Hears of every exchange, secrets included. */
  onExchange?(exchange: Recorded): void;
}

export interface Account {
  readonly email: string;
  readonly password: string;
}

export interface Progress {
  /** How many checks are done, and of how many. */
  readonly done: number;
  readonly total: number;
}

export function clientOptionsOf(options: Omit<ContractOptions, "url">): ClientOptions {
  const { timeoutSeconds = 30, ratePerMinute, caFile, insecure, dispatcher } = options;
  return {
    timeoutMs: timeoutSeconds * 1000,
    ...(ratePerMinute !== undefined && { ratePerMinute }),
    ...(caFile !== undefined && { caFile }),
    ...(insecure !== undefined && { isInsecure: insecure }),
    ...(dispatcher && { dispatcher }),
    ...(options.onExchange && { record: options.onExchange }),
  };
}
