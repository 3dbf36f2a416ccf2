// Takes a page apart as far as scrapers do: elements with their attributes, and what stands in them.

export interface HtmlElement {
  readonly tag: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly (HtmlElement | string)[];
  /** What stands between its tags, as it came. */
  readonly inner: string;
}

/** On its way to be one. */
interface Open {
  readonly tag: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: (HtmlElement | string)[];
  readonly start: number;
}

const voids = new Set("area base br col embed hr img input link meta source track wbr".split(" "));
const raw = new Set(["script", "style", "textarea", "title"]);
const token = /<!--[\s\S]*?-->|<![^>]*>|<(\/?)([a-z][\w:-]*)((?:"[^"]*"|'[^']*'|[^'">])*)>/gi;

/** Ends are matched with the innermost element of their name, as BeautifulSoup does with Python's parser. */
export function parseHtml(html: string): HtmlElement {
  return new Parser(html).parse();
}

class Parser {
  readonly #html: string;
  readonly #root: Open = { tag: "", attributes: {}, children: [], start: 0 };
  readonly #stack: Open[] = [this.#root];

  constructor(html: string) {
    this.#html = html;
  }

  parse(): HtmlElement {
    const tokens = new RegExp(token);
    let at = 0;
    for (let found = tokens.exec(this.#html); found; found = tokens.exec(this.#html)) {
      this.#addText(at, found.index);
      at = tokens.lastIndex;
      const [, slash, name, rest = ""] = found;
      if (name === undefined) continue;
      const tag = name.toLowerCase();
      if (slash === "/") {
        this.#close(tag, found.index);
        continue;
      }
      this.#stack.push({ tag, attributes: readAttributes(rest), children: [], start: at });
      if (voids.has(tag)) this.#closeTop(at);
      else if (raw.has(tag)) {
        const end = this.#html.toLowerCase().indexOf(`</${tag}`, at);
        tokens.lastIndex = end < 0 ? this.#html.length : end;
      }
    }
    const end = this.#html.length;
    this.#addText(at, end);
    while (this.#stack.length > 1) this.#closeTop(end);
    return finished(this.#root, this.#html, end);
  }

  get #top(): Open {
    return this.#stack.at(-1) ?? this.#root;
  }

  #addText(from: number, to: number): void {
    if (to > from) this.#top.children.push(decodeEntities(this.#html.slice(from, to)));
  }

  #close(tag: string, end: number): void {
    const depth = this.#stack.findLastIndex((open) => open.tag === tag);
    if (depth > 0) while (this.#stack.length > depth) this.#closeTop(end);
  }

  #closeTop(end: number): void {
    const done = this.#stack.pop();
    if (done) this.#top.children.push(finished(done, this.#html, end));
  }
}

function finished({ start, ...open }: Open, html: string, end: number): HtmlElement {
  return { ...open, inner: html.slice(start, end) };
}

function readAttributes(text: string): Record<string, string> {
  const pattern = /([^\s"'<>/=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?/g;
  return Object.fromEntries(
    [...text.matchAll(pattern)].map(([, name = "", double, single, bare]) => [
      name.toLowerCase(),
      decodeEntities(double ?? single ?? bare ?? ""),
    ]),
  );
}

const named: Readonly<Record<string, string>> = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  apos: "'",
  nbsp: "\u00a0",
  hellip: "…",
  diams: "♦",
};

export function decodeEntities(text: string): string {
  return text.replace(/&(?:#(\d+)|#x([\da-f]+)|(\w+));/gi, (whole, decimal, hex, name) => {
    if (decimal !== undefined) return String.fromCodePoint(Number(decimal));
    if (hex !== undefined) return String.fromCodePoint(Number.parseInt(hex, 16));
    return named[name] ?? whole;
  });
}

/** All text in it, tags left out. */
export function textOf({ children }: HtmlElement): string {
  return children.map((child) => (typeof child === "string" ? child : textOf(child))).join("");
}

export function classesOf({ attributes }: HtmlElement): readonly string[] {
  return (attributes["class"] ?? "").split(/\s+/).filter((name) => name !== "");
}

interface Compound {
  readonly tag?: string;
  readonly id?: string;
  readonly classes: readonly string[];
  readonly attribute?: readonly [name: string, value: string | undefined];
}

/** The elements that a selector means, in the order of the page; of selectors only names, ids, classes, one attribute and descent. */
export function select(root: HtmlElement, selector: string): readonly HtmlElement[] {
  return selector
    .trim()
    .split(/\s+/)
    .map(readCompound)
    .reduce<readonly HtmlElement[]>(
      (roots, compound) => [
        ...new Set(
          roots.flatMap((one) => descendants(one).filter((element) => fits(element, compound))),
        ),
      ],
      [root],
    );
}

function readCompound(text: string): Compound {
  const attribute = /\[([\w-]+)(?:=["']?([^"'\]]*)["']?)?\]/.exec(text);
  const plain = text.replace(/\[.*\]/, "");
  const tag = /^[\w-]+/.exec(plain)?.[0];
  const id = /#([\w-]+)/.exec(plain)?.[1];
  return {
    ...(tag !== undefined && { tag }),
    ...(id !== undefined && { id }),
    classes: [...plain.matchAll(/\.([\w-]+)/g)].map(([, name = ""]) => name),
    ...(attribute && { attribute: [attribute[1] ?? "", attribute[2]] as const }),
  };
}

function fits(element: HtmlElement, { tag, id, classes, attribute }: Compound): boolean {
  const { attributes } = element;
  const own = classesOf(element);
  return (
    (tag === undefined || tag === element.tag) &&
    (id === undefined || id === attributes["id"]) &&
    classes.every((name) => own.includes(name)) &&
    (attribute === undefined ||
      (attribute[1] === undefined
        ? attributes[attribute[0]] !== undefined
        : attributes[attribute[0]] === attribute[1]))
  );
}

function descendants({ children }: HtmlElement): readonly HtmlElement[] {
  return children.flatMap((child) =>
    typeof child === "string" ? [] : [child, ...descendants(child)],
  );
}
