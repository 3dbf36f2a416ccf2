// What a journal shows: exchanges and frames as plain, frozen data without secrets.

interface Base {
  /** Counts from 1, without gaps, across both kinds. */
  readonly seq: number;
  /** Milliseconds since the epoch by the tenant's clock: when the request, or the frame, came or went. */
  readonly at: number;
  readonly tenant: string;
  readonly vendor: string;
  readonly user?: string;
  readonly thread?: string;
  /** The id of the session that a frame belongs to; of an exchange, the session that it opened or polled. */
  readonly session?: string;
  /** The ids of the fault rules that had a hand in it. */
  readonly fault?: readonly string[];
}

/** One side of an exchange. Header names are in lower case and sorted. */
export interface Part {
  readonly headers: Readonly<Record<string, string>>;
  /** Absent when it is empty or not kept. */
  readonly body?: string;
  /**
   * The length of a body that is not kept: bytes when it is binary, characters when it was larger than 256 K
   * or gave way to newer ones.
   */
  readonly bodyLength?: number;
}

export interface HttpEntry extends Base {
  readonly kind: "http";
  /** Absent where no operation has the path. */
  readonly operation?: string;
  readonly apiVersion?: string;
  readonly status: number;
  readonly durationMs: number;
  /** The url is as it came, without secrets, and without the port of a loopback host. */
  readonly request: Part & { readonly method: string; readonly url: string };
  readonly response: Part & { readonly status: number };
}

export interface SocketEntry extends Base {
  readonly kind: "socket";
  /** As the emulator sees it: `received` is what a client has said. */
  readonly direction: Direction;
  /** What the frame tells of, such as `chatMessageReceived`. */
  readonly event?: string;
  readonly text?: string;
  /** As `bodyLength` of an exchange. */
  readonly textLength?: number;
  /** With which a socket was closed. */
  readonly code?: number;
}

export type JournalEntry = HttpEntry | SocketEntry;

export type Direction = "sent" | "received" | "opened" | "closed";

/** Says in one line what cannot be done with a journal, why, and what to do. */
export class JournalError extends Error {
  override readonly name = "JournalError";
}
