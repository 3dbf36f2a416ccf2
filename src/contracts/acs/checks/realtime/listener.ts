// A client that listens for the notifications of one user by long polling, which needs nothing but requests.

import { randomUUID } from "node:crypto";
import { CheckFailed } from "../../../suite/check.ts";
import { Expectation } from "../../../suite/expectation.ts";
import { pause } from "../../../suite/rate-budget.ts";
import { at, type Recorded } from "../../../suite/recorded.ts";
import { type NotificationName, notificationIds } from "../../realtime.ts";
import type { Actor } from "../actor.ts";
import { text } from "../speech.ts";
import { type Frame, readFrame, unpackFrames } from "./frames.ts";
import { readAllocation, sessionOf, type Trouter } from "./trouter.ts";

/** A notification: the poll that brought it, with what it says as the body. */
export interface Heard extends Recorded {
  /** By its number; undefined for one that is not known. */
  readonly name: string | undefined;
  /** The thread that it is of. */
  readonly thread: string | undefined;
}

const RETRY_MS = 250;

export class Listener implements AsyncDisposable {
  readonly trouter: Trouter;
  readonly endpointId: string;
  readonly #address: string;
  readonly #patienceMs: number;
  /** Every frame that came, as it came. */
  readonly #frames: string[] = [];
  readonly #heard: Heard[] = [];
  readonly #acknowledged = new Set<string>();
  /** What is to be answered, with the next request that says something. */
  #answers: string[] = [];
  #asked = 0;
  #isConnected = false;
  #isOver = false;
  #last: Recorded;

  private constructor(
    trouter: Trouter,
    patienceMs: number,
    session: { readonly address: string; readonly endpointId: string; readonly last: Recorded },
  ) {
    this.trouter = trouter;
    this.endpointId = session.endpointId;
    this.#patienceMs = patienceMs;
    this.#address = session.address;
    this.#last = session.last;
  }

  /** Resolves when it is connected, from when on nothing is missed. */
  static async open(
    trouter: Trouter,
    patienceMs: number,
    endpointId: string = randomUUID(),
  ): Promise<Listener> {
    const allocated = await trouter.allocate({ endpointId });
    new Expectation(allocated).status(200);
    const allocation = readAllocation(allocated);
    const last = await trouter.shakeHands(allocation, { endpointId });
    new Expectation(last).status(200);
    const address = trouter.address(allocation, sessionOf(last), { endpointId });
    const listener = new Listener(trouter, patienceMs, { address, endpointId, last });
    await listener.#connect();
    // What becomes of it is a check of its own.
    await trouter.register(endpointId, allocation);
    return listener;
  }

  get user(): Actor {
    return this.trouter.user;
  }

  /** What came of a thread so far, in the order in which it came. */
  of(thread: string): readonly Heard[] {
    return this.#heard.filter((heard) => heard.thread === thread);
  }

  /** Waits for a notification; that it does not come in time ends the check. */
  async hears(
    name: NotificationName,
    thread: string,
    isMeant: (heard: Heard) => boolean = () => true,
  ): Promise<Heard> {
    const found = () => this.of(thread).find((heard) => heard.name === name && isMeant(heard));
    await this.#until(() => found() !== undefined);
    const heard = found();
    if (heard) return heard;
    throw this.#failed(
      name,
      this.of(thread).map((other) => other.name),
      `${this.user.id} was not told${this.#isOver ? ", and the connection was ended" : ""}.`,
    );
  }

  /** Says these, each with a number to be acknowledged, and waits for that. */
  async says(...events: readonly object[]): Promise<void> {
    const asked = events.map((event) => ({ event, id: this.#nextId() }));
    await this.#post(asked.map(({ event, id }) => eventFrame(id, event)));
    const left = () => asked.filter(({ id }) => !this.#acknowledged.has(id));
    await this.#poll();
    await this.#until(() => left().length === 0);
    const [missing] = left();
    if (!missing) return;
    throw this.#failed(
      `6:::${missing.id}`,
      this.#frames.filter((frame) => frame.startsWith("6:")),
      "An event that asked for an acknowledgement got none.",
    );
  }

  /** Fetches what there is by now. */
  async catchUp(): Promise<void> {
    if (this.#isOver) return;
    // Its acknowledgement ends a poll that would otherwise hang for want of news.
    await this.#post([eventFrame(this.#nextId(), { name: "ping" })]);
    await this.#poll();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    // However it goes, nothing that is judged depends on the goodbye.
    await Promise.allSettled([
      this.trouter.unregister(this.endpointId),
      ...(this.#isOver ? [] : [this.#post(["0::"])]),
    ]);
  }

  async #connect(): Promise<void> {
    const endsAt = performance.now() + this.#patienceMs;
    do await this.#poll();
    while (!this.#isConnected && !this.#isOver && performance.now() <= endsAt);
    if (this.#isConnected) return;
    throw this.#failed("trouter.connected", this.#frames, "The connection does not start.");
  }

  async #until(holds: () => boolean): Promise<void> {
    const endsAt = performance.now() + this.#patienceMs;
    for (let round = 0; !holds() && !this.#isOver; round += 1) {
      if (round > 0) {
        if (performance.now() > endsAt) return;
        await pause(RETRY_MS);
      }
      await this.catchUp();
    }
  }

  async #post(frames: readonly string[]): Promise<void> {
    const answers = this.#answers;
    this.#answers = [];
    const exchange = await this.trouter.post(this.#address, [...answers, ...frames]);
    new Expectation(exchange).status(200);
  }

  async #poll(): Promise<void> {
    const exchange = await this.trouter.poll(this.#address);
    new Expectation(exchange).status(200);
    this.#last = exchange;
    for (const raw of unpackFrames(exchange.response.text)) {
      this.#frames.push(raw);
      const frame = readFrame(raw);
      if (frame) this.#take(frame, exchange);
    }
  }

  #take(frame: Frame, exchange: Recorded): void {
    const { type, id, data } = frame;
    if (type === "0" || type === "7") this.#isOver = true;
    if (type === "2") this.#answers.push("2::");
    if (type === "3") this.#takePush(data, exchange);
    if (type === "5" && text(parse(data), "name") === "trouter.connected") this.#isConnected = true;
    if (type === "6") this.#acknowledged.add(/^\d*/.exec(data)?.[0] ?? "");
    if (id !== "" && (type === "3" || type === "5")) this.#answers.push(`6:::${id}`);
  }

  /** A push looks like a request, and is answered like one. */
  #takePush(data: string, exchange: Recorded): void {
    const push = parse(data);
    const request = text(push, "headers", "trouter-request");
    const headers = request === undefined ? {} : { "trouter-request": request };
    const answer = { id: at(push, "/id"), status: 200, headers, body: "" };
    this.#answers.push(`3:::${JSON.stringify(answer)}`);
    const body = parse(text(push, "body") ?? "");
    this.#heard.push({
      ...exchange,
      response: { ...exchange.response, body },
      name: nameOf(body),
      thread: text(body, "threadId") ?? text(body, "groupId"),
    });
  }

  #nextId(): string {
    this.#asked += 1;
    return String(this.#asked);
  }

  #failed(expected: unknown, actual: unknown, message: string): CheckFailed {
    return new CheckFailed({ pointer: "/body", expected, actual, message, exchange: this.#last });
  }
}

function eventFrame(id: string, event: object): string {
  return `5:${id}+::${JSON.stringify(event)}`;
}

/** The first SDKs had the number at another place; that it is at both is judged with the rest. */
function nameOf(payload: unknown): string | undefined {
  const number = at(payload, "/eventId") ?? at(payload, "/_eventId");
  return Object.entries(notificationIds).find(([, id]) => id === number)?.[0];
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}
