// What one socket hears: its room, the other rooms that its person is in, and what that person is told alone.

import type { Clock } from "../../clock.ts";
import type { ConversationId } from "../../engine/ids.ts";
import { forum } from "../../engine/queries.ts";
import type { Faults } from "../../faults/index.ts";
import type { Journal } from "../../journal/index.ts";
import type { Feed, FeedEar, OpenFeed } from "../dialect.ts";
import type { LoggedEvent } from "./event-log.ts";
import { frameOf, type RoomNews } from "./frames.ts";
import type { Pass, Passes } from "./passes.ts";
import { eventsFor, isTrusted } from "./realtime.ts";

/** `/events/<room>/<token>?l=<marker>`; the service refuses the handshake without an Origin (stackexchange-chat 2.1). */
export function feedOpener(passes: Passes): OpenFeed {
  return ({ segments, query, headers }) => {
    const [place, room, token, ...more] = segments;
    if (place !== "events" || room === undefined || token === undefined || more.length > 0) {
      return undefined;
    }
    if (headers.get("origin") === null) {
      return refusal(403, "the Origin header is missing. Send that of the chat host");
    }
    const pass = passes.find(token);
    if (pass?.room !== room) {
      return refusal(404, "its token is unknown. Ask /ws-auth for an address");
    }
    return new RoomFeed(pass, markerOf(query["l"]));
  };
}

function refusal(status: number, cause: string) {
  return { status, text: `Cannot open a socket for events: ${cause}.` };
}

/** A missing or unreadable marker asks for everything that is still kept. */
function markerOf(text: string | undefined): number {
  const marker = Number(text);
  return Number.isFinite(marker) ? marker : 0;
}

class RoomFeed implements Feed {
  readonly clock: Clock;
  readonly faults: Faults;
  readonly journal: Journal;
  readonly about: Feed["about"];
  readonly #pass: Pass;
  /** The number of the newest event when something was last sent. */
  #marker: number;
  #end: (() => void) | undefined;

  constructor(pass: Pass, marker: number) {
    this.#pass = pass;
    this.#marker = marker;
    const { network, host, person, room } = pass;
    this.clock = host.space.clock;
    this.faults = network.faults;
    this.journal = network.journal;
    this.about = { world: network.world, room, ...(person !== undefined && { user: person }) };
  }

  listen(ear: FeedEar): () => void {
    const { host, room, person } = this.#pass;
    this.#end = () => ear.end();
    const missed = eventsFor(host, room, person, this.#marker);
    const first: RoomNews = { room, events: missed, marker: this.#marker };
    const { last } = host.log;
    if (missed.length > 0) ear.send(frameOf([first], last), missed[0]?.name);
    // A marker in the future, such as 99999999999, means from now on.
    this.#marker = last;
    return host.log.listen({
      hear: (events) => {
        const news = this.#newsOf(events);
        if (news.length > 0) {
          ear.send(frameOf(news, host.log.last), news[0]?.events[0]?.name);
          this.#marker = host.log.last;
        }
        // One of these events may be that the person may no longer be here.
        if (this.#isOver()) ear.end();
      },
      end: () => ear.end(),
    });
  }

  /** Tells how far the counter is when only other rooms had events. */
  idleFrame(): string {
    const { host, room } = this.#pass;
    if (this.#isOver()) this.#end?.();
    const marker = this.#marker;
    this.#marker = host.log.last;
    return frameOf([{ room, events: [], marker }], host.log.last);
  }

  #isOver(): boolean {
    const { host, room, person } = this.#pass;
    return forum(host.state, { by: person, conversation: room }).refusal !== undefined;
  }

  #newsOf(events: readonly LoggedEvent[]): RoomNews[] {
    const marker = this.#marker;
    const personal = events.filter((event) => this.#isForMe(event));
    if (personal.length === 0) return [];
    const rooms = personal.some(({ to }) => to !== undefined)
      ? this.#rooms()
      : new Set(personal.map((event) => event.room));
    return [...rooms]
      .map((room) => ({
        room,
        marker,
        events: personal.filter((event) => event.to !== undefined || event.room === room),
      }))
      .filter((news) => news.events.length > 0);
  }

  #isForMe({ room, to, isForTrusted }: LoggedEvent): boolean {
    const { host, person } = this.#pass;
    if (to !== undefined) return to === person;
    if (isForTrusted && !isTrusted(host, person)) return false;
    return room === this.#pass.room ? !this.#isOver() : this.#isThere(room);
  }

  #isThere(room: ConversationId): boolean {
    const { host, person } = this.#pass;
    const present = host.state.conversations.get(room)?.forum?.present;
    return person !== undefined && (present?.has(person) ?? false);
  }

  /** What is meant for the person stands under every room that the socket carries (stackexchange-chat 2.4). */
  #rooms(): Set<ConversationId> {
    const { host, room, person } = this.#pass;
    const attended = person === undefined ? [] : (host.state.attended.get(person) ?? []);
    return new Set([room, ...[...attended].filter((other) => this.#isThere(other))]);
  }
}
