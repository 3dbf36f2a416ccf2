// A page as the answer to a request: what is looked for on it has to be there, or the check ends.

import { CheckFailed } from "../../suite/check.ts";
import type { Recorded } from "../../suite/recorded.ts";
import { classesOf, type HtmlElement, parseHtml, select, textOf } from "./html.ts";

export class Page {
  readonly exchange: Recorded;
  readonly #root: HtmlElement;

  constructor(exchange: Recorded, root: HtmlElement = parseHtml(exchange.response.text)) {
    this.exchange = exchange;
    this.#root = root;
  }

  all(selector: string): readonly Piece[] {
    return select(this.#root, selector).map(
      (element) => new Piece(this.exchange, selector, element),
    );
  }

  /** The first one; ends the check where there is none. */
  first(selector: string): Piece {
    const [first] = this.all(selector);
    if (first) return first;
    throw this.fail(`The page has no \`${selector}\`.`, selector, undefined);
  }

  last(selector: string): Piece {
    this.first(selector);
    return this.all(selector).at(-1) ?? this.first(selector);
  }

  has(selector: string): boolean {
    return select(this.#root, selector).length > 0;
  }

  demand(holds: boolean, message: string, expected: unknown, actual: unknown): void {
    if (!holds) throw this.fail(message, expected, actual);
  }

  protected fail(message: string, expected: unknown, actual: unknown): CheckFailed {
    return new CheckFailed({
      pointer: "/body",
      expected,
      actual,
      message,
      exchange: this.exchange,
    });
  }
}

/** One element of a page. */
export class Piece extends Page {
  readonly #selector: string;
  readonly #element: HtmlElement;

  constructor(exchange: Recorded, selector: string, element: HtmlElement) {
    super(exchange, element);
    this.#selector = selector;
    this.#element = element;
  }

  get text(): string {
    return textOf(this.#element);
  }

  get inner(): string {
    return this.#element.inner.trim();
  }

  attribute(name: string): string | undefined {
    return this.#element.attributes[name];
  }

  get classes(): readonly string[] {
    return classesOf(this.#element);
  }

  says(expected: string): this {
    this.demand(
      this.text === expected,
      `\`${this.#selector}\` says something else.`,
      expected,
      this.text,
    );
    return this;
  }

  /** The text is like that, as it stands. */
  reads(pattern: RegExp): this {
    const message = `\`${this.#selector}\` has another form.`;
    this.demand(pattern.test(this.text), message, `text like ${pattern.source}`, this.text);
    return this;
  }

  leadsTo(pattern: RegExp): this {
    return this.bears("href", pattern);
  }

  bears(attribute: string, pattern: RegExp): this {
    const value = this.attribute(attribute);
    const message = `The \`${attribute}\` of \`${this.#selector}\` has another form.`;
    this.demand(
      value !== undefined && pattern.test(value),
      message,
      `like ${pattern.source}`,
      value,
    );
    return this;
  }
}
