// One client's socket.io session: greets it, pushes to it, acknowledges what it says, and ends when it is silent or no longer allowed.

import type { Clock } from "../../clock.ts";
import type { ListenerPass, Notification } from "../../dialects/dialect.ts";
import type { PersonId } from "../../engine/ids.ts";
import type { SocketNote } from "../../journal/index.ts";
import { FrameGate } from "../frame-gate.ts";
import type { Ending, Hub, Listener } from "../hub.ts";
import {
  acknowledgementFrame,
  connectFrame,
  disconnectFrame,
  eventFrame,
  heartbeatFrame,
  pushFrame,
  readFrame,
} from "./frames.ts";

/** Carries frames to a client. */
export interface Transport {
  send(frame: string): void;
  /** How many bytes wait for the client to take them. */
  backlog(): number;
  /** Lets go of the client; what was sent before still goes out unless it is cut off. */
  close(isCutOff: boolean): void;
  /** Closes with that code, where the transport has codes. */
  breakOff?(code: number): void;
}

export interface SessionOptions {
  readonly id: string;
  readonly connectionId: string;
  readonly endpointId: string;
  readonly pass: ListenerPass;
  readonly hub: Hub;
  readonly log: Log;
  onEnd(session: Session): void;
}

export type Log = (level: "error" | "warn" | "debug", message: string) => void;

/** Seconds that the handshake names; the client gives up two seconds after the first of them. */
export const HEARTBEAT_SECONDS = 180;
export const CLOSE_SECONDS = 180;
const TTL_SECONDS = 86_400;
const ASK_AFTER_MS = 60_000;
const SILENCE_MAX_MS = CLOSE_SECONDS * 1000;
const LAST_CALL_MS = 1000;
/** A client that has shaken hands and never connects is forgotten. */
const CONNECT_MAX_MS = 60_000;
/** What a client that does not read may cost. */
export const BACKLOG_MAX = 1024 * 1024;

export class Session implements Listener {
  readonly id: string;
  readonly connectionId: string;
  readonly #options: SessionOptions;
  readonly #pushUrl: string;
  readonly #gate: FrameGate;
  #transport: Transport | undefined;
  #pushes = 0;
  #heardAt: number;
  #isOver = false;
  #leave: () => void;
  #callOffSilence: () => void;
  readonly #callOffExpiry: () => void;

  get clock(): Clock {
    return this.#options.hub.tenant.clock;
  }

  constructor(options: SessionOptions) {
    const { clock } = options.hub.tenant;
    this.#options = options;
    this.id = options.id;
    this.connectionId = options.connectionId;
    this.#pushUrl = `/v4/f/${options.connectionId}/messaging`;
    this.#heardAt = clock.now();
    this.#gate = new FrameGate({
      faults: options.hub.tenant.faults,
      clock,
      send: (frame) => this.#send(frame),
      close: (code) => this.#breakOff(code),
    });
    this.#callOffSilence = clock.after(CONNECT_MAX_MS, () => this.#giveUp("never connected"));
    this.#callOffExpiry = clock.at(options.pass.expiresAt, () => this.finish("its token expired"));
    // Until it is connected it stands in nobody's way, but already ends when its person's sessions do.
    this.#leave = options.hub.add(options.pass.person, `unconnected ${options.id}`, this);
  }

  /** Greets the client on a transport; the newest takes over from the one before. */
  attach(transport: Transport): void {
    const isFirst = this.#transport === undefined;
    this.#transport?.close(true);
    this.#transport = transport;
    this.touch();
    this.#callOffSilence();
    this.#watch();
    this.#send(connectFrame);
    this.#send(eventFrame("trouter.connected", { ttl: TTL_SECONDS, dur: "1" }));
    if (this.#isOver || !isFirst) return;
    const { hub, pass, endpointId } = this.#options;
    this.#leave();
    this.#leave = hub.add(pass.person, endpointId, this);
    this.#note("opened");
  }

  get transport(): Transport | undefined {
    return this.#transport;
  }

  /** Takes a frame from the client; false when it is garbage. */
  receive(text: string): boolean {
    this.touch();
    this.#note("received", { text });
    const frame = readFrame(text);
    if (!frame) return false;
    switch (frame.type) {
      case "disconnect":
        this.#end(false);
        break;
      case "event":
        if (frame.id !== undefined) this.#send(acknowledgementFrame(frame.id));
        break;
      case "json":
        this.#noteAnswer(frame.value);
        break;
    }
    return true;
  }

  hear(notification: Notification, recipient: PersonId): void {
    if (!this.#transport) return;
    this.#pushes += 1;
    const { name: event, conversation: thread } = notification;
    const frame = pushFrame(this.#pushes, this.#pushUrl, notification.quotedFor(recipient));
    const strike = this.#gate.ask({ vendor: "acs", user: recipient, thread, event });
    this.#note("sent", { text: frame, event, thread, fault: strike?.ruleIds });
    this.#gate.pass(frame, strike);
  }

  /** What the journal says of the session's frames and of its beginning and end. */
  #note(
    direction: SocketNote["direction"],
    what: Pick<SocketNote, "text" | "event" | "thread" | "fault"> = {},
  ): void {
    const { hub, pass } = this.#options;
    const { journal, clock, world } = hub.tenant;
    if (!journal.isOn) return;
    journal.record({
      kind: "socket",
      at: clock.now(),
      tenant: world,
      vendor: "acs",
      direction,
      user: pass.person,
      session: this.id,
      ...what,
    });
  }

  end(ending: Ending): void {
    const reasons = {
      revoked: "its token was revoked",
      removed: "its user was removed",
      closed: "the emulator closes or is reset",
    } as const satisfies Record<Ending, string>;
    this.finish(reasons[ending]);
  }

  /** Asks the faults; each asking counts as a handshake. */
  isHandshakeRefused(): boolean {
    const { faults } = this.#options.hub.tenant;
    if (faults.isIdle) return false;
    return faults.strikeHandshake({ vendor: "acs", user: this.#options.pass.person }) !== undefined;
  }

  /** A fault closes the connection with a code; only a websocket can tell it. */
  #breakOff(code: number): void {
    this.#transport?.breakOff?.(code);
    this.#end(true);
  }

  /** Says goodbye: the client connects anew, if it may. */
  finish(reason: string): void {
    if (this.#isOver) return;
    this.#options.log("debug", `The connection ${this.#name()} ends: ${reason}.`);
    this.#transport?.send(disconnectFrame);
    this.#end(false);
  }

  /** Its transport has told the client what is wrong, and closes. */
  refused(transport: Transport, reason: string): void {
    if (this.#isOver || transport !== this.#transport) return;
    this.#options.log("debug", `The connection ${this.#name()} ends: ${reason}.`);
    this.#end(false);
  }

  /** The client is gone, or is let go of without a word. */
  lost(transport: Transport): void {
    if (transport === this.#transport) this.#end(true);
  }

  /** A poll or a frame shows that the client is there. */
  touch(): void {
    this.#heardAt = this.#options.hub.tenant.clock.now();
  }

  #send(frame: string): void {
    const transport = this.#transport;
    if (!transport || this.#isOver) return;
    transport.send(frame);
    if (transport.backlog() <= BACKLOG_MAX) return;
    this.#options.log(
      "warn",
      `Dropped the connection ${this.#name()}: it does not read, and more than ${BACKLOG_MAX} bytes wait for it.`,
    );
    this.#end(true);
  }

  /** Asks a silent client whether it is still there, and lets go of one that does not say so. */
  #watch(): void {
    const { clock } = this.#options.hub.tenant;
    this.#callOffSilence = clock.at(this.#heardAt + ASK_AFTER_MS, () => this.#checkSilence());
  }

  #checkSilence(): void {
    const { clock } = this.#options.hub.tenant;
    const silence = clock.now() - this.#heardAt;
    if (silence < ASK_AFTER_MS) {
      this.#watch();
      return;
    }
    this.#send(heartbeatFrame);
    if (this.#isOver) return;
    if (silence < SILENCE_MAX_MS) {
      this.#callOffSilence = clock.after(ASK_AFTER_MS, () => this.#checkSilence());
    } else this.#lastCall();
  }

  /**
   * Whoever advances the clock lets minutes pass in which no client can say anything. So the last word is with the
   * time outside: a client that is there answers a heartbeat at once.
   */
  #lastCall(): void {
    const askedAt = this.#heardAt;
    const timer = setTimeout(() => {
      if (this.#heardAt !== askedAt) this.#watch();
      else this.#giveUp(`was silent for more than ${CLOSE_SECONDS} seconds`);
    }, LAST_CALL_MS).unref();
    this.#callOffSilence = () => clearTimeout(timer);
  }

  #giveUp(why: string): void {
    this.#options.log("debug", `Let go of the connection ${this.#name()}: it ${why}.`);
    this.#end(true);
  }

  /** A client says 404 where it has no listener for an event, or could not read it. */
  #noteAnswer(answer: unknown): void {
    if (typeof answer !== "object" || answer === null) return;
    const status: unknown = Reflect.get(answer, "status");
    if (status === undefined || status === 200) return;
    const id: unknown = Reflect.get(answer, "id");
    this.#options.log(
      "debug",
      `The client of ${this.#name()} answered its push ${String(id)} with ${String(status)}: it has no listener for that event, or could not read it.`,
    );
  }

  #end(isCutOff: boolean): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#callOffSilence();
    this.#callOffExpiry();
    this.#gate.stop();
    this.#note("closed");
    this.#leave();
    this.#transport?.close(isCutOff);
    this.#options.onEnd(this);
  }

  #name(): string {
    return `${this.#options.endpointId} of ${this.#options.pass.person}`;
  }
}
