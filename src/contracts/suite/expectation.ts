// Says what is expected of an answer; the first place that differs ends the check with its pointer.

import { isDeepStrictEqual } from "node:util";
import { CheckFailed } from "./check.ts";
import { at, type Recorded } from "./recorded.ts";

/** Reads like a sentence: `expect(sent).status(201)`, `expect(page).at("/value/0/id").is(id)`. */
export class Expectation {
  readonly #exchange: Recorded;

  constructor(exchange: Recorded) {
    this.#exchange = exchange;
  }

  status(...allowed: readonly number[]): this {
    const { status } = this.#exchange.response;
    const expected = allowed.length === 1 ? allowed[0] : allowed;
    this.#demand(allowed.includes(status), "/status", expected, status, "The status differs.");
    return this;
  }

  /** For refusals whose status nobody has seen: any of 4xx, but not the one that asks to come back. */
  refused(): this {
    const { status } = this.#exchange.response;
    const isRefused = status >= 400 && status < 500 && status !== 429;
    this.#demand(isRefused, "/status", "a refusal, 4xx", status, "It is not refused.");
    return this;
  }

  header(name: string): Place {
    const value = this.#exchange.response.headers[name.toLowerCase()];
    return new Place(this.#exchange, `/headers/${name.toLowerCase()}`, value);
  }

  /** A place in the body, by JSON pointer. */
  at(pointer: string): Place {
    const value = at(this.#exchange.response.body, pointer);
    return new Place(this.#exchange, `/body${pointer}`, value);
  }

  empty(): this {
    const { text } = this.#exchange.response;
    this.#demand(text === "", "/body", "no body", text, "The answer has a body.");
    return this;
  }

  /** For what no single place shows, such as an order over several answers. */
  that(
    holds: boolean,
    message: string,
    expected: unknown,
    actual: unknown,
    pointer = "/body",
  ): this {
    this.#demand(holds, pointer, expected, actual, message);
    return this;
  }

  #demand(
    holds: boolean,
    pointer: string,
    expected: unknown,
    actual: unknown,
    message: string,
  ): void {
    if (holds) return;
    throw new CheckFailed({ pointer, expected, actual, message, exchange: this.#exchange });
  }
}

export class Place {
  readonly #exchange: Recorded;
  readonly #pointer: string;
  readonly value: unknown;

  constructor(exchange: Recorded, pointer: string, value: unknown) {
    this.#exchange = exchange;
    this.#pointer = pointer;
    this.value = value;
  }

  is(expected: unknown): this {
    return this.#demand(isDeepStrictEqual(this.value, expected), expected, "The value differs.");
  }

  isNot(unexpected: unknown): this {
    return this.#demand(
      !isDeepStrictEqual(this.value, unexpected),
      `anything but ${JSON.stringify(unexpected)}`,
      "The value must not be this one.",
    );
  }

  isAbsent(): this {
    return this.#demand(this.value === undefined, "nothing", "There must be nothing here.");
  }

  isPresent(): this {
    return this.#demand(this.value !== undefined, "something", "There is nothing here.");
  }

  matches(pattern: RegExp): this {
    const holds = typeof this.value === "string" && pattern.test(this.value);
    return this.#demand(holds, `text like ${pattern.source}`, "The text has another form.");
  }

  hasLength(length: number): this {
    const actual = Array.isArray(this.value) ? this.value.length : undefined;
    return this.#demand(actual === length, `${length} items`, "The number of items differs.");
  }

  #demand(holds: boolean, expected: unknown, message: string): this {
    if (holds) return this;
    throw new CheckFailed({
      pointer: this.#pointer,
      expected,
      actual: this.value,
      message,
      exchange: this.#exchange,
    });
  }
}
