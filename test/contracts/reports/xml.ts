// A strict reader of the XML that reports are written in: elements, attributes and text, and nothing that is not well-formed.

export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly XmlElement[];
  readonly text: string;
}

const entities: Readonly<Record<string, string>> = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  apos: "'",
};

const illegal = /[^\t\n\r\x20-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/u;
const tag = /<(\/?)([A-Za-z][\w-]*)((?:\s+[A-Za-z][\w-]*="[^"<]*")*)\s*(\/?)>/y;

/** Throws at the first thing that XML 1.0 does not permit. */
export function readXml(source: string): XmlElement {
  const found = illegal.exec(source);
  if (found) throw new Error(`U+${found[0].codePointAt(0)?.toString(16)} is no character of XML.`);
  const reader = new Reader(source.replace(/^<\?xml version="1\.0" encoding="UTF-8"\?>\s*/, ""));
  return reader.document();
}

class Reader {
  readonly #source: string;
  #at = 0;

  constructor(source: string) {
    this.#source = source;
  }

  document(): XmlElement {
    const root = this.#element();
    if (this.#source.slice(this.#at).trim() !== "") throw new Error("There is more than one root.");
    return root;
  }

  #element(): XmlElement {
    const { isEnd, name, attributes, isEmpty } = this.#tag();
    if (isEnd) throw new Error(`</${name}> ends nothing.`);
    const children: XmlElement[] = [];
    let text = "";
    while (!isEmpty) {
      const next = this.#source.indexOf("<", this.#at);
      if (next < 0) throw new Error(`<${name}> has no end.`);
      text += decoded(this.#source.slice(this.#at, next));
      this.#at = next;
      if (this.#source.startsWith("</", next)) {
        const end = this.#tag();
        if (end.name !== name) throw new Error(`</${end.name}> ends <${name}>.`);
        break;
      }
      children.push(this.#element());
    }
    return { name, attributes, children, text };
  }

  #tag() {
    tag.lastIndex = this.#at;
    const match = tag.exec(this.#source);
    if (!match) throw new Error(`No tag: ${this.#source.slice(this.#at, this.#at + 60)}`);
    this.#at = tag.lastIndex;
    const [, slash = "", name = "", list = "", empty = ""] = match;
    const pairs = [...list.matchAll(/([\w-]+)="([^"]*)"/g)].map(
      ([, key = "", value = ""]): [string, string] => [key, decoded(value)],
    );
    const attributes = Object.fromEntries(pairs);
    if (Object.keys(attributes).length < pairs.length) throw new Error(`<${name}> repeats one.`);
    return { isEnd: slash !== "", name, attributes, isEmpty: empty !== "" };
  }
}

function decoded(text: string): string {
  if (text.includes("]]>")) throw new Error("]]> stands in a text.");
  return text.replace(/&(?:#(\d+)|(\w+))?(;?)/g, (whole, code: string, name: string, end) => {
    const value = code ? String.fromCodePoint(Number(code)) : entities[name];
    if (end === "" || value === undefined) throw new Error(`${whole} is no entity.`);
    return value;
  });
}

export function all(element: XmlElement, name: string): readonly XmlElement[] {
  const own = element.name === name ? [element] : [];
  return [...own, ...element.children.flatMap((child) => all(child, name))];
}
