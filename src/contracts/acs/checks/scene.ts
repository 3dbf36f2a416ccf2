// What a check of chat gets: people who speak one version, a thread when it wants one, and expectations.

import { CheckFailed } from "../../suite/check.ts";
import type { Sender } from "../../suite/client.ts";
import { Expectation } from "../../suite/expectation.ts";
import type { Ledger } from "../../suite/ledger.ts";
import { pause } from "../../suite/rate-budget.ts";
import { at, type Recorded, type RecordedRequest } from "../../suite/recorded.ts";
import { validateExchange } from "../../validate-exchange.ts";
import type { VersionedApi } from "../../versions.ts";
import { Actor } from "./actor.ts";
import type { Person } from "./people.ts";
import { type Guest, Speech } from "./speech.ts";

export interface SceneOptions {
  readonly url: string;
  readonly version: VersionedApi;
  readonly sender: Sender;
  readonly ledger: Ledger;
  readonly people: readonly Person[];
  readonly isStrict: boolean;
  /** How long a list may lag behind. */
  readonly patienceMs: number;
  /** A name for what is made next, never used before. */
  nextKey(): string;
}

const POLL_MS = 250;

export class Scene {
  readonly speech: Speech;
  readonly alice: Actor;
  readonly bob: Actor;
  readonly carol: Actor;
  readonly #options: SceneOptions;

  constructor(options: SceneOptions) {
    this.#options = options;
    this.speech = new Speech(options.version);
    const [alice, bob, carol] = options.people;
    // A check that takes fewer people never asks for the others.
    this.alice = this.#actor(alice);
    this.bob = this.#actor(bob ?? alice);
    this.carol = this.#actor(carol ?? bob ?? alice);
  }

  expect(exchange: Recorded): Expectation {
    return new Expectation(exchange);
  }

  /** A new thread of Alice's with these in it; resolves to its id. It is taken away at the end of the run. */
  async thread(guests: readonly Guest[] = [], more: object = {}): Promise<string> {
    return this.threadId(await this.createThread(guests, more));
  }

  async createThread(guests: readonly Guest[] = [], more: object = {}): Promise<Recorded> {
    return this.alice.do("Chat_CreateChatThread", {
      body: { topic: "Contract", ...this.speech.guests(guests), ...more },
      headers: this.repeatKey(),
    });
  }

  /** A new key by which a creation can be repeated, and by which what it made is found if the run is cut off. */
  repeatKey(): Readonly<Record<string, string>> {
    const header = this.speech.repeatHeader;
    return header === undefined ? {} : { [header]: this.#options.nextKey() };
  }

  threadId(made: Recorded): string {
    const id = this.speech.newThread(made.response.body);
    if (id !== undefined) return id;
    throw new CheckFailed({
      pointer: "/body",
      expected: "a new thread",
      actual: made.response.body,
      message: "The answer names no thread.",
      exchange: made,
    });
  }

  /** Alice, or somebody else, says something; resolves to the id of the message. */
  async say(thread: string, content: string, by = this.alice): Promise<string> {
    const sent = await by.do("ChatThread_SendChatMessage", {
      params: { chatThreadId: thread },
      body: { content },
    });
    const id = at(sent.response.body, "/id");
    return typeof id === "string" ? id : "";
  }

  /** Asks again and again until the answer is as expected, as lists of the service may lag; never for longer than the patience of the run. */
  async eventually(
    ask: () => Promise<Recorded>,
    holds: (exchange: Recorded) => void,
  ): Promise<void> {
    const endsAt = performance.now() + this.#options.patienceMs;
    for (;;) {
      const exchange = await ask();
      try {
        holds(exchange);
        return;
      } catch (error) {
        if (!(error instanceof CheckFailed) || performance.now() > endsAt) throw error;
      }
      await pause(POLL_MS);
    }
  }

  #actor(person: Person | undefined): Actor {
    const { url, version } = this.#options;
    const { id = "", token = "" } = person ?? {};
    return new Actor({
      id,
      token,
      url,
      version,
      send: async (request, operation) => {
        const isCreation = operation === "Chat_CreateChatThread";
        const exchange = isCreation
          ? await this.#create(request, id)
          : await this.#options.sender.send(request);
        this.#judge(exchange);
        return exchange;
      },
    });
  }

  /** Every creation goes through the ledger, also one that has to be refused: a broken endpoint may make something. */
  async #create(request: RecordedRequest, by: string): Promise<Recorded> {
    const { ledger, version, sender } = this.#options;
    const key = this.#options.nextKey();
    const repeatKey = request.headers[this.speech.repeatHeader ?? ""];
    ledger.write({
      kind: "making",
      what: "thread",
      key,
      apiVersion: version.id,
      by,
      ...(repeatKey !== undefined && { repeatKey }),
    });
    const exchange = await sender.send(request);
    const id = this.speech.newThread(exchange.response.body);
    if (id !== undefined) ledger.write({ kind: "made", what: "thread", key, id });
    else if (exchange.response.status >= 400) ledger.write({ kind: "gone", key });
    return exchange;
  }

  /** Whatever a check is about, every answer on the way has to be one of the contract's. */
  #judge(exchange: Recorded): void {
    const { request, response } = exchange;
    const { violations } = validateExchange({
      vendor: "acs",
      strict: this.#options.isStrict,
      request,
      response: { status: response.status, headers: response.headers, body: response.text },
    });
    const [violation] = violations;
    if (!violation) return;
    const { pointer, expected, actual, message, rule } = violation;
    throw new CheckFailed({
      pointer,
      expected,
      actual,
      message: `${message} (${rule})`,
      exchange,
    });
  }
}
