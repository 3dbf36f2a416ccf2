// What a test author writes to have calls, connections and notifications go wrong.

export type Vendor = "acs" | "stackexchange";

/** A delay in milliseconds: always the same one, or drawn anew each time and rounded to a whole one. */
export type Latency =
  | number
  | { readonly distribution: "uniform"; readonly min: number; readonly max: number }
  | { readonly distribution: "normal"; readonly mean: number; readonly deviation: number }
  | { readonly distribution: "lognormal"; readonly median: number; readonly p99: number };

/** What happens to a socket, see `FaultRule.socket`. */
export type SocketFault =
  | "refuse"
  | "drop"
  | "duplicate"
  | "reorder"
  | { readonly delayMs: Latency }
  | { readonly close: number };

/** Who is rejected when participants are added, see `FaultRule.participants`. */
export type RejectedParticipants = "all" | readonly string[] | { readonly every: number };

/**
 * One thing that goes wrong: which calls it is about, how often, and what happens to them. A rule is either about
 * HTTP calls or, when it has `socket`, about sockets.
 */
export interface FaultRule {
  /** The name to remove the rule by, any text that no other rule has; made up (`fault-1`, `fault-2`) by default. */
  readonly id?: string;
  /** Only calls of that vendor, `acs` or `stackexchange`; both by default. */
  readonly vendor?: Vendor;
  /** Only that operation, by its name in the contract such as `ChatThread_SendChatMessage`, where `*` stands for any characters; every operation by default. */
  readonly operation?: string;
  /** Only calls that are served at that api-version, such as `2025-03-15`; every version by default, and Stack Exchange has none. */
  readonly apiVersion?: string;
  /** Only calls by that user, or of identity operations about him: a raw id (`8:acs:…`) or the number of a Stack Exchange user as text; everybody by default. */
  readonly user?: string;
  /** Only calls about that thread (`19:…`) or that room (its number as text), as the path or the form names it; all of them by default. */
  readonly thread?: string;
  /** How many calls the rule strikes before it is used up, a whole number from 1; without end by default. */
  readonly times?: number;
  /** How many matching calls pass before the rule begins, a whole number; 0 by default. */
  readonly after?: number;
  /** The chance from above 0 to 1 that a matching call is struck, drawn from the seed; 1 by default. */
  readonly probability?: number;

  /** The status to answer with in place of the operation, from 200 to 599; the operation is carried out by default. */
  readonly status?: number;
  /** The error's code, with `status`; by default the one that the service has for that status, or HTTP's name for it such as `ServiceUnavailable`. Stack Exchange has no codes. */
  readonly code?: string;
  /** The error's message, with `status`; by default the service's own for that status, or HTTP's words such as `Service Unavailable`. */
  readonly message?: string;
  /** Headers to add to that answer, a text for each name, with `status`; none by default. */
  readonly headers?: Readonly<Record<string, string>>;
  /** `Retry-After` in whole seconds, with `status`; 1 for the status 429 and none for others by default. For 409 on Stack Exchange it is the seconds in the message instead. */
  readonly retryAfterSeconds?: number;
  /** The whole body as text in place of the error's, with `status`; made from code and message by default. */
  readonly body?: string;
  /** The delay of the answer in milliseconds, a number or a distribution; none by default. */
  readonly latencyMs?: Latency;
  /** `reset` breaks the connection off without an answer, `stall` takes the request and never answers; neither by default. */
  readonly connection?: "reset" | "stall";
  /** `truncated` breaks the body off in its middle, `malformed` sends a body that is not what its media type says; neither by default. */
  readonly response?: "truncated" | "malformed";
  /** Who cannot be added when a thread is created or participants are added: `all`, raw ids, or every n-th of the request with `every` (from 1); nobody by default. */
  readonly participants?: RejectedParticipants;

  /**
   * What happens to sockets in place of calls: `refuse` turns a connection away when it is opened; `drop` loses a
   * notification, `duplicate` sends it twice, `reorder` sends it after the next one, `{ delayMs }` sends it later by
   * milliseconds or a distribution, `{ close }` closes the connection with that code (1000 to 4999) instead of
   * sending it; nothing by default.
   */
  readonly socket?: SocketFault;
  /** Only that notification, with `socket`: a name such as `chatMessageReceived`, on Stack Exchange such as `messagePosted`; all of them by default. */
  readonly event?: string;
}

/** A rule among the others, with how many calls it was about and how many of them it struck. */
export type FaultState = FaultRule & {
  readonly id: string;
  readonly matched: number;
  readonly struck: number;
};
