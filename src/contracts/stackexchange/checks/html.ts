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
/** What never ends, ends with the page: so that nothing is read again from a later start. */
const token =
  /<!--(?:[\s\S]*?-->|[\s\S]*)|<![^>]*>?|<(\/?)([a-z][\w:-]*)((?:"[^"]*"?|'[^']*'?|[^'">])*)(>?)/gi;
/** As deep as browsers go. */
const DEPTH_MAX = 512;

/** Ends are matched with the innermost element of their name, as BeautifulSoup does with Python's parser. */
export function parseHtml(html: string): HtmlElement {
  return new Parser(html).parse();
}

class Parser {
  readonly #html: string;
  readonly #root: Open = { tag: "", attributes: {}, children: [], start: 0 };
  readonly #stack: Open[] = [this.#root];
  #lowerCase: string | undefined;

  constructor(html: string) {
    this.#html = html;
  }

  parse(): HtmlElement {
    const tokens = new RegExp(token);
    let at = 0;
    for (let found = tokens.exec(this.#html); found; found = tokens.exec(this.#html)) {
      const [, slash, name, rest = "", close] = found;
      // What is no whole tag at the end of the page is text.
      if (close === "") break;
      this.#addText(at, found.index);
      at = tokens.lastIndex;
      if (name === undefined) continue;
      const tag = name.toLowerCase();
      if (slash === "/") {
        this.#close(tag, found.index);
        continue;
      }
      if (this.#stack.length > DEPTH_MAX) this.#closeTop(found.index);
      this.#stack.push({ tag, attributes: readAttributes(rest), children: [], start: at });
      if (voids.has(tag)) this.#closeTop(at);
      else if (raw.has(tag)) {
        this.#lowerCase ??= this.#html.toLowerCase();
        const end = this.#lowerCase.indexOf(`</${tag}`, at);
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
    if (decimal !== undefined) return character(Number(decimal));
    if (hex !== undefined) return character(Number.parseInt(hex, 16));
    return named[name] ?? whole;
  });
}

function character(code: number): string {
  return code <= 0x10ffff ? String.fromCodePoint(code) : "\ufffd";
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

/** In the order of the page. A list in place of recursion: of what is deep, each level would copy all of it. */
function descendants({ children }: HtmlElement): readonly HtmlElement[] {
  const found: HtmlElement[] = [];
  const left = [...children].reverse();
  for (let next = left.pop(); next !== undefined; next = left.pop()) {
    if (typeof next === "string") continue;
    found.push(next);
    for (let at = next.children.length - 1; at >= 0; at -= 1) left.push(next.children[at] ?? "");
  }
  return found;
}
