// Allocations and sessions: an allocation is a sealed ticket that needs no memory, a session lives until its client goes.

import type { ListenerPass, Notifier } from "../../dialects/dialect.ts";
import { Random } from "../../random.ts";
import type { Hub } from "../hub.ts";
import { issuerOf, writeIssuer } from "./issuer.ts";
import { type Log, Session } from "./session.ts";

/** What an allocation gives to the client, which says it again in every later query, as it is. */
export interface Ticket {
  /** The id of the connection. */
  readonly sr: string;
  /** The person and the world, in base64. */
  readonly issuer: string;
  /** When the token ends that it was allocated with, in milliseconds since the epoch. */
  readonly sp: string;
  /** From and until when it is good, likewise. */
  readonly st: string;
  readonly se: string;
  readonly sig: string;
}

export type Found = Session | "unknown" | "unauthorized";

export interface SessionsOptions {
  readonly notifier: Notifier;
  readonly seed: number;
  readonly log: Log;
}

type TicketQuery = Readonly<Record<string, string>>;

export const TICKET_SECONDS = 86_400;

export class Sessions {
  readonly #notifier: Notifier;
  readonly #log: Log;
  readonly #random: Random;
  readonly #sessions = new Map<string, Session>();

  constructor({ notifier, seed, log }: SessionsOptions) {
    this.#notifier = notifier;
    this.#log = log;
    // A stream of its own: how often clients connect must not change the ids of threads.
    this.#random = new Random(seed ^ 0x7207e4);
  }

  allocate(pass: ListenerPass, { tenant }: Hub): Ticket {
    const now = tenant.clock.now();
    const { sessionsRevokedAt = Number.NEGATIVE_INFINITY } =
      tenant.engine.state.people.get(pass.person) ?? {};
    const words = {
      sr: this.#random.hex(24),
      issuer: writeIssuer({ person: pass.person, world: tenant.world }),
      sp: String(pass.expiresAt),
      // A token that is good was issued after a revocation, even where no time has passed since.
      st: String(Math.max(now, sessionsRevokedAt + 1)),
      se: String(now + TICKET_SECONDS * 1000),
    };
    return { ...words, sig: this.#seal(words) };
  }

  /**
   * Who holds this ticket, if it is good. SDKs up to 1.5.2 shake hands with nothing else, so that a ticket from
   * before a revocation counts no more than the token it came from.
   */
  holder(query: TicketQuery, { tenant }: Hub): ListenerPass | undefined {
    const { sr = "", issuer = "", sp = "", st = "", se = "", sig = "" } = query;
    const now = tenant.clock.now();
    if (sig !== this.#seal({ sr, issuer, sp, st, se }) || Number(se) <= now) return undefined;
    const known = tenant.engine.state.people.get(issuerOf({ issuer }).person);
    if (!known || known.removedAt !== undefined || Number(sp) <= now) return undefined;
    const { sessionsRevokedAt = Number.NEGATIVE_INFINITY } = known;
    return sessionsRevokedAt >= Number(st)
      ? undefined
      : { person: known.id, expiresAt: Number(sp) };
  }

  /** Opens a session for the holder of a ticket. */
  open({ sr = "", epid }: TicketQuery, pass: ListenerPass, hub: Hub): Session {
    const session = new Session({
      id: this.#random.hex(16),
      connectionId: sr,
      endpointId: epid || sr,
      pass,
      hub,
      log: this.#log,
      onEnd: ({ id }) => this.#sessions.delete(id),
    });
    this.#sessions.set(session.id, session);
    return session;
  }

  /** The session of that id, for whoever holds the ticket that it was opened with. */
  find(id: string, query: TicketQuery): Found {
    const session = this.#sessions.get(id);
    if (!session) return "unknown";
    return session.connectionId === query["sr"] ? session : "unauthorized";
  }

  #seal({ sr, issuer, sp, st, se }: Omit<Ticket, "sig">): string {
    return this.#notifier.seal([sr, issuer, sp, st, se].join(" "));
  }
}
