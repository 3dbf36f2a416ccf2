// Allocations and sessions: an allocation is a sealed ticket that needs no memory, a session lives until its client goes.

import type { ListenerPass, Notifier } from "../../dialects/dialect.ts";
import { Random } from "../../random.ts";
import type { Hub } from "../hub.ts";
import { type Log, Session } from "./session.ts";

/** What an allocation gives to the client, which says it again in every later query. */
export interface Ticket {
  /** The id of the connection. */
  readonly sr: string;
  readonly issuer: string;
  readonly sp: string;
  /** From and until when it is good, in milliseconds since the epoch. */
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

  allocate(pass: ListenerPass, now: number): Ticket {
    const sr = this.#random.hex(24);
    const times = { st: String(now), se: String(now + TICKET_SECONDS * 1000) };
    return {
      sr,
      issuer: "chat-emulator",
      sp: "connect",
      ...times,
      sig: this.#seal(sr, pass, times.se),
    };
  }

  /** Opens a session for the holder of a ticket and a token of the same person. */
  open(query: TicketQuery, pass: ListenerPass, hub: Hub): Session | undefined {
    const { sr = "", se = "", sig = "", epid } = query;
    const isGood = sig === this.#seal(sr, pass, se) && Number(se) > hub.tenant.clock.now();
    if (!isGood) return undefined;
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

  #seal(connectionId: string, pass: ListenerPass, expiry: string): string {
    return this.#notifier.seal(`${connectionId} ${expiry} ${pass.person}`);
  }
}
