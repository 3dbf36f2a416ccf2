// A strict little HTML reader for page tests: it throws on misnested tags, and answers simple selectors.

export interface Element {
  readonly tag: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: (Element | string)[];
  /** The HTML between the tags, as it was written. */
  innerHtml: string;
}

const voidTags = new Set(["meta", "input", "img", "br", "link", "hr"]);
const rawTags = new Set(["style", "script"]);
const textTags = new Set(["title", "textarea"]);

const token =
  /<!DOCTYPE[^>]*>|<\/([a-z][a-z0-9]*)\s*>|<([a-z][a-z0-9]*)((?:\s[^>]*?)?)\s*\/?>|([^<]+)/giy;
const attribute = /\s+([^\s=>/"']+)(?:="([^"]*)"|='([^']*)')?/gy;

interface Reading {
  readonly source: string;
  at: number;
  readonly open: { readonly element: Element; readonly from: number }[];
}

export function readHtml(source: string): Element {
  const root: Element = { tag: "", attributes: new Map(), children: [], innerHtml: source };
  const reading: Reading = { source, at: 0, open: [{ element: root, from: 0 }] };
  while (reading.at < source.length) {
    const start = reading.at;
    token.lastIndex = start;
    const match = token.exec(source);
    if (match === null) throw new Error(`A bare "<" at ${source.slice(start, start + 40)}`);
    reading.at = token.lastIndex;
    const [, closed, opened, written = "", text] = match;
    if (text !== undefined) parentIn(reading).children.push(decode(text));
    if (closed !== undefined) close(reading, closed.toLowerCase(), start);
    if (opened !== undefined) open(reading, opened.toLowerCase(), written);
  }
  if (reading.open.length !== 1) throw new Error(`<${parentIn(reading).tag}> is never closed`);
  return root;
}

function parentIn(reading: Reading): Element {
  const last = reading.open.at(-1);
  if (last === undefined) throw new Error("Too many closing tags");
  return last.element;
}

function close(reading: Reading, tag: string, start: number): void {
  const last = reading.open.pop();
  if (last?.element.tag !== tag) throw new Error(`</${tag}> closes <${last?.element.tag}>`);
  last.element.innerHtml = reading.source.slice(last.from, start);
}

function open(reading: Reading, tag: string, written: string): void {
  const element = { tag, attributes: attributesOf(written), children: [], innerHtml: "" };
  parentIn(reading).children.push(element);
  if (rawTags.has(tag) || textTags.has(tag)) {
    reading.at = takeText(element, reading.source, reading.at);
  } else if (!voidTags.has(tag)) {
    reading.open.push({ element, from: reading.at });
  }
}

function takeText(element: Element, source: string, from: number): number {
  const end = source.indexOf(`</${element.tag}>`, from);
  if (end === -1) throw new Error(`<${element.tag}> is never closed`);
  element.innerHtml = source.slice(from, end);
  element.children.push(rawTags.has(element.tag) ? element.innerHtml : decode(element.innerHtml));
  return end + element.tag.length + 3;
}

function attributesOf(written: string): Map<string, string> {
  const found = new Map<string, string>();
  attribute.lastIndex = 0;
  let end = 0;
  for (let match = attribute.exec(written); match !== null; match = attribute.exec(written)) {
    const [, name = "", double, single] = match;
    if (found.has(name)) throw new Error(`Two ${name} attributes in ${written}`);
    found.set(name.toLowerCase(), decode(double ?? single ?? ""));
    end = attribute.lastIndex;
  }
  if (written.slice(end).trim() !== "") throw new Error(`Unreadable attributes: ${written}`);
  return found;
}

const entities: Readonly<Record<string, string>> = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  nbsp: "\u00a0",
  middot: "·",
  ndash: "–",
};

function decode(text: string): string {
  return text.replace(/&(?:#(\d+)|([a-z]+));/g, (all, code: string | undefined, name = "") =>
    code === undefined ? (entities[name] ?? all) : String.fromCodePoint(Number(code)),
  );
}

export function textOf(element: Element): string {
  return element.children
    .map((child) => (typeof child === "string" ? child : textOf(child)))
    .join("");
}

export function classesOf(element: Element): readonly string[] {
  return (element.attributes.get("class") ?? "").split(/\s+/).filter((name) => name !== "");
}

/** Elements in page order that match `a.b#c[d="e"] .f > g`: descendants and children only. */
export function select(root: Element, selector: string): readonly Element[] {
  const steps = selector
    .trim()
    .split(/\s*(>)\s*|\s+/)
    .filter((step): step is string => step !== undefined && step !== "");
  let found: readonly Element[] = [root];
  let onlyChildren = false;
  for (const step of steps) {
    if (step === ">") {
      onlyChildren = true;
      continue;
    }
    const candidates = found.flatMap(onlyChildren ? childrenOf : descendantsOf);
    found = [...new Set(candidates)].filter((element) => matches(element, step));
    onlyChildren = false;
  }
  return found;
}

/** The one element that matches, or an error. */
export function only(root: Element, selector: string): Element {
  const [element, ...more] = select(root, selector);
  if (element === undefined) throw new Error(`Nothing matches ${selector}`);
  if (more.length > 0) throw new Error(`${more.length + 1} elements match ${selector}`);
  return element;
}

/** The first element that matches, or an error: what most scrapers do. */
export function first(root: Element, selector: string): Element {
  const [element] = select(root, selector);
  if (element === undefined) throw new Error(`Nothing matches ${selector}`);
  return element;
}

export function childrenOf(element: Element): readonly Element[] {
  return element.children.filter((child) => typeof child !== "string");
}

function descendantsOf(element: Element): readonly Element[] {
  return childrenOf(element).flatMap((child) => [child, ...descendantsOf(child)]);
}

const part = /([.#]?)([\w-]+)|\[([\w-]+)(?:([*^]?)="([^"]*)")?\]/g;

function matches(element: Element, compound: string): boolean {
  return [...compound.matchAll(part)].every(([, kind, name = "", key, how, wanted]) => {
    if (key === undefined) {
      if (kind === ".") return classesOf(element).includes(name);
      return (kind === "#" ? element.attributes.get("id") : element.tag) === name;
    }
    const value = element.attributes.get(key);
    if (value === undefined || wanted === undefined) return value !== undefined;
    if (how === "*") return value.includes(wanted);
    return how === "^" ? value.startsWith(wanted) : value === wanted;
  });
}
