// What a dialect offers to the transport: its apis, its callers, its codecs and the look of its errors.

import type { Api, Operation } from "../../contracts/contract.ts";
import type { VersionedApi } from "../../contracts/versions.ts";
import type { Clock } from "../clock.ts";
import type { Event } from "../engine/events.ts";
import type { ConversationId, PersonId } from "../engine/ids.ts";
import type { State } from "../engine/state.ts";
import type { Faults } from "../faults/index.ts";
import type { Journal } from "../journal/index.ts";
import type { Tenant } from "../tenant.ts";

/** A request on its way to a codec, read once and never again. */
export interface Arrival {
  readonly tenant: Tenant;
  readonly method: string;
  /** Path and query as they came over the wire. */
  readonly target: string;
  /** Scheme and authority as the client sees them, without a final slash. */
  readonly origin: string;
  /** The forms of the Host that a signature may have been made with; empty where none is needed. */
  readonly hosts: readonly string[];
  /** The path without its query, as it came. */
  readonly path: string;
  readonly params: Readonly<Record<string, string>>;
  readonly query: Query;
  readonly headers: HeaderReader;
  readonly version: VersionedApi;
  readonly isStrict: boolean;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

export type Query = Readonly<Record<string, string>>;

export interface HeaderReader {
  get(name: string): string | null;
}

/** Who is calling. */
export type Caller =
  | { readonly kind: "person"; readonly person: PersonId; readonly scopes: readonly string[] }
  | { readonly kind: "resource" };

/** An arrival whose caller is known and whose body is valid, in the newest shape. */
export interface Call extends Arrival {
  readonly caller: Caller;
  readonly operation: string;
  readonly body: unknown;
  readonly bytes: Uint8Array<ArrayBuffer> | undefined;
  /** Whom a fault keeps from being added, by id and place. */
  readonly rejects?: (participant: string, index: number) => boolean;
}

/** What a fault does to an answer besides what it says. */
export interface Damage {
  readonly latencyMs?: number;
  readonly connection?: "reset" | "stall";
  readonly response?: "truncated" | "malformed";
  /** The rules that struck. */
  readonly ruleIds: readonly string[];
}

/** An error by its name in the contract, and what fills its message. */
export interface WireError {
  readonly error: string;
  readonly fill?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
}

export type Reply =
  | {
      readonly error?: never;
      /** The body as text, in the shape of the call's version. */
      readonly json?: string;
      readonly bytes?: Uint8Array<ArrayBuffer>;
      readonly mediaType?: string;
      readonly location?: string;
    }
  | WireError;

export type Codec = (call: Call) => Reply;

export interface RenderedError {
  readonly status: number;
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** Errors that the transport itself has to report. */
export type TransportError =
  | "versionMissing"
  | "versionUnsupported"
  | "notFound"
  | "methodNotAllowed"
  | "malformedRequest"
  | "unsupportedMediaType"
  | "contentTooLarge";

export interface ServedApi {
  readonly api: Api;
  readonly codecs: Readonly<Record<string, Codec>>;
  /** Says who calls, from the headers and, where it is signed, the body. */
  authenticate(
    arrival: Arrival,
    operation: string,
    body: Uint8Array<ArrayBuffer> | undefined,
  ): Caller | WireError;
  /** Asks the documented rate limits; only called where they are switched on. */
  limit?(call: Call): WireError | undefined;
  renderError(error: WireError, version: VersionedApi): RenderedError;
  /** The error of a fault in the vendor's envelope; without code and message it has no body. */
  renderFault(
    fault: { readonly status: number; readonly code?: string; readonly message?: string },
    version: VersionedApi,
  ): RenderedError;
  /** Headers that every answer of the api carries. */
  headers(arrival: Pick<Arrival, "headers">): Readonly<Record<string, string>>;
  /** The largest request body of an operation, in bytes. */
  bodyMax(operation: string): number;
  /** Whether the signature covers the body, so that it must be read before the caller is known. */
  readonly isBodySigned: boolean;
}

/** What those who may see it are told of something that has happened. */
export interface Notification {
  /** The vendor's name for it, such as `chatMessageReceived`. */
  readonly name: string;
  readonly conversation: ConversationId;
  readonly recipients: readonly PersonId[];
  /** The JSON text that one of them gets. */
  payloadFor(recipient: PersonId): string;
  /** That text as a JSON string, quotes and all, for frames that carry it in JSON. */
  quotedFor(recipient: PersonId): string;
}

/** Somebody who may listen, until then. */
export interface ListenerPass {
  readonly person: PersonId;
  /** Milliseconds since the epoch. */
  readonly expiresAt: number;
}

/** How a vendor tells its clients what has happened. */
export interface Notifier {
  /** What is to be told of the events of one order, in order; `state` is the one that they led to. */
  notify(events: readonly Event[], state: State): readonly Notification[];
  /** Who may listen with this token; what a transport says to a bad one is 401, and 403 when the token lacks the scope. */
  admit(token: string, tenant: Tenant, now: number): ListenerPass | "unauthorized" | "forbidden";
  /** A secret text for these words: the same for the same words, and only this emulator can make it. */
  seal(words: string): string;
}

export interface Dialect {
  readonly vendor: string;
  readonly apis: readonly ServedApi[];
  readonly notifier: Notifier;
  /** Whether a host is one of the vendor's, for the proxy. */
  isEmulatedHost(host: string): boolean;
}

/** A request to a host that a vendor owns by name, read once. */
export interface Visit {
  readonly operation: string;
  readonly row: Operation;
  /** The world that the request names by its address or its proxy; absent where it names none. */
  readonly world?: string;
  /** In lower case and without a port. */
  readonly host: string;
  readonly method: string;
  readonly path: string;
  readonly params: Query;
  readonly query: Query;
  readonly headers: HeaderReader;
  /** Whether the client came over https, or believes so. */
  readonly isSecure: boolean;
  /** The fields of a form; empty where the operation takes none. */
  readonly form: Query;
  readonly bytes: Uint8Array<ArrayBuffer> | undefined;
  /** Says what is wrong with the query or the form by the contract, or nothing. */
  problem(): string | undefined;
}

export interface VisitReply {
  readonly status: number;
  readonly body: string | null;
  /** In pairs, since an answer may set several cookies. */
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly damage?: Damage;
  /** For the journal. */
  readonly about?: VisitAbout;
}

export interface VisitAbout {
  /** The name of the world that it turned out to be for. */
  readonly world: string;
  readonly user?: string;
  readonly room?: string;
}

/** What can be wrong before an operation is known. */
export type LostVisit = Pick<
  Visit,
  "world" | "host" | "method" | "path" | "headers" | "isSecure"
> & {
  readonly problem: "pageUnknown" | "methodNotAllowed" | "contentTooLarge" | "malformedRequest";
  readonly reason?: string;
  readonly allowed?: string;
};

/** One of the kinds of host that a vendor has, such as its chat servers or its login sites. */
export interface HostedApi {
  readonly api: Api;
  /** The largest request body, in bytes. */
  readonly bodyMax: number;
  serve(visit: Visit): VisitReply;
  refuse(visit: LostVisit): VisitReply;
}

/** A vendor whose clients have its hosts written in them. */
export interface HostedDialect {
  readonly vendor: string;
  readonly hosts: ReadonlyMap<string, HostedApi>;
}

export interface FeedEar {
  /** `event` is the name of what the frame tells first. */
  send(frame: string, event?: string): void;
  end(): void;
}

/** What a socket at a host hears: text frames, until it is over. */
export interface Feed {
  /** The time by which it is idle. */
  readonly clock: Clock;
  readonly faults: Faults;
  readonly journal: Journal;
  /** Who listens to what, for faults and the journal. */
  readonly about: { readonly world: string; readonly user?: string; readonly room: string };
  /** Calls `send` with each frame from now on, the first ones at once; returns the way to stop. */
  listen(ear: FeedEar): () => void;
  /** What to send when nothing has been said for a while. */
  idleFrame(): string;
}

/** Opens a feed for the path and query of an upgrade, or says why not. */
export type OpenFeed = (request: {
  readonly segments: readonly string[];
  readonly query: Query;
  readonly headers: HeaderReader;
}) => Feed | { readonly status: number; readonly text: string } | undefined;
