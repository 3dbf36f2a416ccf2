// The options of an emulator, one sentence each: editors, --help and the README's table all show these.

import type { Fixture } from "../fixtures/fixture.ts";
import type { StackExchangeSettings } from "./dialects/stackexchange/settings.ts";

export type LogLevel = "silent" | "error" | "warn" | "info" | "debug";

export interface LogEntry {
  readonly level: Exclude<LogLevel, "silent">;
  readonly message: string;
}

export interface EmulatorOptions {
  /** Fixtures to start with, in order: names of built-in ones, or fixtures read with `readFixture`; none by default. */
  readonly fixtures?: readonly (string | Fixture)[];
  /** The seed of every id and of all generated content; 1 by default, so that two starts give the same ids. */
  readonly seed?: number;
  /** Where the clock starts: an ISO time to run on from, or `frozen:` and an ISO time to stand still at; the real time by default. */
  readonly clock?: string;
  /** Refuse what the real service refuses even where being lenient would be handier, such as unknown newer api-versions. */
  readonly strict?: boolean;
  /** Enforce the documented rate limits with 429 and Retry-After, on Stack Exchange hosts throttling with 409 and the detection of duplicates; off by default. */
  readonly rateLimits?: boolean;
  /** What is special about the emulated Stack Exchange chat; see `StackExchangeSettings`. */
  readonly stackexchange?: StackExchangeSettings;
  /** How many requests and frames of each tenant `journal` keeps; 300 by default, none with false. More cost time. */
  readonly journal?: boolean | number;
  /** The access key of the resource, in base64; a well-known one by default. */
  readonly accessKey?: string;
  /** The bearer token that control requests need, but for health and ready; none by default. */
  readonly controlToken?: string;
  /** The folder that keeps the CA and the keys between starts; the user's data folder by default. */
  readonly dataFolder?: string;
  /** Receives what the emulator has to say; nothing is logged by default. */
  readonly log?: (entry: LogEntry) => void;
}

export interface ListenOptions {
  /** The port; 2428 by default, 0 for a free one. */
  readonly port?: number;
  /** The address to listen on; 127.0.0.1 by default. */
  readonly host?: string;
}
