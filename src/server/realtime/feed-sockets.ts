// Websockets that only listen: each hears a vendor's feed, and something now and then while nothing happens.

import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import { type WebSocket, WebSocketServer } from "ws";
import type { Feed, OpenFeed } from "../dialects/dialect.ts";
import { answerRaw } from "../http/plain-answer.ts";
import type { Target } from "../http/target.ts";
import type { SocketNote } from "../journal/index.ts";
import { FrameGate, refusedHandshake } from "./frame-gate.ts";

/** Nothing is expected from these clients. */
const FRAME_MAX = 4096;
/** Clients take 30 to 45 seconds of silence for a broken connection (stackexchange-chat 2.1). */
const IDLE_MS = 15_000;
/** Who reads this much (bytes) too slowly is cut off, so that one client cannot fill the memory. */
const BACKLOG_MAX = 8 * 1024 * 1024;
const GOING_AWAY = 1001;

export class FeedSockets {
  readonly #openFeed: OpenFeed;
  readonly #server = new WebSocketServer({
    noServer: true,
    maxPayload: FRAME_MAX,
    perMessageDeflate: false,
  });

  #sessions = 0;

  constructor(openFeed: OpenFeed) {
    this.#openFeed = openFeed;
  }

  /** Takes an upgrade, or answers it; false when its path is none of theirs. */
  upgrade(
    request: IncomingMessage,
    socket: Duplex,
    head: Buffer,
    { segments, query }: Pick<Target, "segments" | "query">,
  ): boolean {
    const get = (name: string) => {
      const value = request.headers[name];
      return value === undefined ? null : String(value);
    };
    const feed = this.#openFeed({ segments, query, headers: { get } });
    if (feed === undefined) return false;
    if ("status" in feed) answerRaw(socket, feed);
    else if (isRefused(feed)) answerRaw(socket, refusedHandshake);
    else {
      this.#server.handleUpgrade(request, socket, head, (opened) => this.#join(opened, feed));
    }
    return true;
  }

  #join(socket: WebSocket, feed: Feed): void {
    const { clock, faults, about } = feed;
    const session = this.#nextSession();
    const note = noterOf(feed, session);
    // The reason stands in the close that follows; without a listener it would end the process.
    socket.on("error", () => {});
    const send = (frame: string) => {
      if (socket.bufferedAmount > BACKLOG_MAX) socket.terminate();
      else socket.send(frame);
    };
    const gate = new FrameGate({ faults, clock, send, close: (code) => socket.close(code) });
    const wait = () => clock.after(IDLE_MS, idle);
    let callOff = wait();
    function idle(): void {
      send(feed.idleFrame());
      callOff = wait();
    }
    note("opened");
    const stop = feed.listen({
      send(frame, event = "") {
        callOff();
        const struck = { vendor: "stackexchange", user: about.user, thread: about.room } as const;
        const strike = gate.ask({ ...struck, event });
        note("sent", { text: frame, event, fault: strike?.ruleIds });
        gate.pass(frame, strike);
        callOff = wait();
      },
      // Clients take the close for a reason to connect again.
      end: () => socket.close(GOING_AWAY),
    });
    socket.on("close", (code) => {
      callOff();
      gate.stop();
      stop();
      note("closed", { code });
    });
  }

  #nextSession(): string {
    this.#sessions += 1;
    return `feed-${this.#sessions}`;
  }
}

function isRefused({ faults, about }: Feed): boolean {
  if (faults.isIdle) return false;
  return faults.strikeHandshake({ vendor: "stackexchange", user: about.user }) !== undefined;
}

type What = Pick<SocketNote, "text" | "event" | "fault" | "code">;

/** Writes what goes over one socket into the journal of its world. */
function noterOf({ journal, clock, about }: Feed, session: string) {
  return (direction: SocketNote["direction"], what: What = {}): void => {
    if (!journal.isOn) return;
    journal.record({
      kind: "socket",
      at: clock.now(),
      tenant: about.world,
      vendor: "stackexchange",
      direction,
      user: about.user,
      thread: about.room,
      session,
      ...what,
    });
  };
}
