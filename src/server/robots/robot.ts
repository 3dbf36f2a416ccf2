// One scripted participant: hears what its person is told, and reacts to one thing after the other.

import { closest } from "../../fixtures/did-you-mean.ts";
import type { Notification } from "../dialects/dialect.ts";
import type { PersonId } from "../engine/ids.ts";
import type { Ending, Hub, Listener } from "../realtime/hub.ts";
import { type Chain, REACTIONS_MAX } from "./chains.ts";
import { type Body, Hands, type RobotHands } from "./hands.ts";
import { type Heard, type Hearing, type RobotEvent, robotEvents } from "./hearing.ts";

export type RobotHandler = (heard: Heard, robot: RobotHands) => void | Promise<void>;

export interface Robot {
  /**
   * Calls `handler` with each such event, one after the other, as soon as whoever caused it is done; never with what
   * the robot does itself. The event is `message`, `typing`, `added`, or the name of a notification such as
   * `chatMessageReceived`; throws when there is none of that name. What a handler throws is an error of the clock's.
   */
  on(event: RobotEvent | (string & {}), handler: RobotHandler): Robot;
  /** Does not call that handler any more, other than with what was heard before. */
  off(event: RobotEvent | (string & {}), handler: RobotHandler): Robot;
  /** Hears nothing more, and does nothing more, even in the midst of a handler. */
  stop(): void;
}

export interface RobotOptions extends Omit<Body, "signal"> {
  readonly hub: Pick<Hub, "add">;
  readonly endpointId: string;
  readonly hearing: Hearing;
  onStop(): void;
}

/** Throws when nothing has that name. */
export function expectEvent(robot: string, event: string, hearing: Hearing): void {
  const known = [...robotEvents, ...hearing.names];
  if (known.includes(event)) return;
  const meant = closest(event, known);
  throw new Error(
    `Cannot let the robot ${robot} listen for "${event}": nothing has that name. ${meant ? `Did you mean "${meant}"?` : `Use one of ${known.join(", ")}.`}`,
  );
}

export class ListeningRobot implements Robot, Listener {
  readonly #options: RobotOptions;
  readonly #body: Body;
  readonly #stopping = new AbortController();
  readonly #leave: () => void;
  #handlers: { readonly event: string; readonly handler: RobotHandler }[] = [];
  readonly #reactions: (() => void | Promise<void>)[] = [];
  #isReacting = false;

  constructor(options: RobotOptions) {
    this.#options = options;
    this.#body = { ...options, signal: this.#stopping.signal };
    this.#leave = options.hub.add(options.person, options.endpointId, this);
  }

  get id(): string {
    return this.#options.person;
  }

  get name(): string {
    return this.#options.name;
  }

  /** Aborted when it is stopped, with the reason that everything throws from then on. */
  get signal(): AbortSignal {
    return this.#stopping.signal;
  }

  /** Whether anything that was heard waits for its handler. */
  get hasMore(): boolean {
    return this.#reactions.length > 0;
  }

  get isReacting(): boolean {
    return this.#isReacting;
  }

  on(event: string, handler: RobotHandler): Robot {
    expectEvent(this.name, event, this.#options.hearing);
    this.#handlers.push({ event, handler });
    return this;
  }

  off(event: string, handler: RobotHandler): Robot {
    this.#handlers = this.#handlers.filter((one) => one.event !== event || one.handler !== handler);
    return this;
  }

  hear(notification: Notification, recipient: PersonId): void {
    const { name, conversation } = notification;
    if (this.#handlers.length === 0) return;
    const payload = JSON.parse(notification.payloadFor(recipient));
    const { event: meaning, ...told } = this.#options.hearing.read(name, payload, recipient);
    if (told.from === recipient) return;
    const chain = this.#options.chains.of(notification);
    for (const { event, handler } of this.#handlers) {
      if (event !== meaning && event !== name) continue;
      const heard = { event, threadId: conversation, ...told, payload };
      this.#take(heard, handler, chain);
    }
  }

  /** It has no session that could be revoked. */
  end(ending: Ending): void {
    if (ending !== "revoked") this.stop();
  }

  stop(): void {
    if (this.#stopping.signal.aborted) return;
    this.#leave();
    this.#handlers = [];
    this.#reactions.length = 0;
    this.#stopping.abort(new Error(`The robot ${this.name} was stopped.`));
    this.#options.onStop();
  }

  #take(heard: Heard, handler: RobotHandler, chain: Chain): void {
    switch (chain.add()) {
      case "within":
        this.#reactions.push(() => handler(heard, new Hands(this.#body, heard, chain)));
        this.#next();
        break;
      case "first beyond":
        this.#options.clock.track(async () => {
          throw new Error(
            `Cannot let robots react more than ${REACTIONS_MAX} times at one instant: they set each other off for ever, at last ${this.name} in ${heard.threadId}. Let one of them wait or type before it answers, or answer a number of times only.`,
          );
        });
        break;
      case "beyond":
        break;
    }
  }

  #next(): void {
    if (this.#isReacting) return;
    const react = this.#reactions.shift();
    if (!react) return;
    this.#isReacting = true;
    this.#options.clock.track(async () => {
      // Everybody is told of the one thing before anybody does another.
      await undefined;
      const { signal } = this.#stopping;
      try {
        if (!signal.aborted) await react();
      } catch (error) {
        if (!signal.aborted || error !== signal.reason) throw error;
      } finally {
        this.#isReacting = false;
        this.#next();
      }
    });
  }
}
