// The renderer of Stack Exchange chat's markdown under any input: safe, balanced markup in linear work.

import fc from "fast-check";
import { expect, test } from "vitest";
import {
  mentionOf,
  mentionsIn,
  normaliseName,
  readReply,
  renderMessage,
} from "../../src/server/dialects/stackexchange/markdown/index.ts";
import { renderInline } from "../../src/server/dialects/stackexchange/markdown/inline.ts";

const host = "chat.stackoverflow.com";

/** Pieces of which hostile and well-meant sources are made. */
const fragments = [
  ..."*_`[]()\\-:@!<>&\"' .,ahf\u00e9\ud83d\u0301",
  ...["**", "***", "__", "---", "----", "``", "```", "](", "[](", "[a](", '[a](http://b "', ' "'],
  ...["http://", "https://a.b/", "http://a.png", "ftp://x", "sftp://", "javascript:", "mailto:"],
  ...["[a](http://b.c)", '[a](http://b.c "d")', "[tag:", "[tag:x]", "\\*", "\\[", "</a>", "&lt;"],
  ...["<script>", '" onload="', ":123 ", "    ", "@name", " *a", "a* ", " **a", "a** ", " ---a"],
  ...["a--- ", " _a", "a_ ", "`a`", "word", "😀"],
];
const soup = fc.array(fc.constantFrom(...fragments), { maxLength: 40 }).map((all) => all.join(""));
const lines = fc
  .array(fc.oneof(soup, fc.string({ unit: "binary" })), { minLength: 1, maxLength: 4 })
  .chain((all) => fc.constantFrom("\n", "\r\n", "\n    ").map((glue) => all.join(glue)));
const sources = fc.oneof(soup, lines, fc.string({ unit: "binary", maxLength: 60 }));
const names = fc.oneof(fc.string({ unit: "binary", maxLength: 40 }), soup);

const rel = "nofollow noopener noreferrer";
const address = /^(https?|ftp):\/\//i;

/** Which attributes each element may have, and what may stand in them. */
const allowed: { readonly [name: string]: { readonly [attribute: string]: RegExp } } = {
  a: {
    href: /^((https?|ftp):\/\/|\/\/stackoverflow\.com\/questions\/tagged\/[^/]+$)/i,
    title: /^/,
    rel: new RegExp(`^${rel}$`),
  },
  b: {},
  i: {},
  strike: {},
  code: {},
  br: {},
  div: { class: /^(full|onebox ob-image)$/ },
  pre: { class: /^full$/ },
  span: { class: /^ob-post-tag$/, style: /^background-color: #E0EAF1; [-a-zA-Z0-9#:; ]+$/ },
  img: { src: address, class: /^user-image$/, alt: /^user image$/ },
};
const empty = new Set(["br", "img"]);

/** Reads markup strictly: what is wrong with it, or its text. */
function readMarkup(html: string): { readonly faults: string[]; readonly text: string } {
  const faults: string[] = [];
  const open: string[] = [];
  const text = html.replace(/<[^>]*>/g, (markup) => {
    const [, slash, name = "", attributes = ""] =
      /^<(\/?)([a-z]+)((?: [a-z]+=(?:"[^"<>]*"|'[^'<>]*'))*)(?: \/)?>$/.exec(markup) ?? [];
    const rules = allowed[name];
    if (rules === undefined) faults.push(`${markup} is no element`);
    else if (slash === "/") {
      if (open.pop() !== name) faults.push(`${markup} closes another`);
    } else {
      if (name === "a" && open.includes("a")) faults.push("a link in a link");
      if (!empty.has(name)) open.push(name);
      faults.push(...attributeFaults(attributes, rules));
    }
    return "";
  });
  faults.push(...textFaults(text), ...open.map((name) => `${name} stays open`));
  return { faults, text: decode(text) };
}

function attributeFaults(attributes: string, rules: { readonly [name: string]: RegExp }): string[] {
  return [...attributes.matchAll(/ ([a-z]+)=["']([^"']*)["']/g)].flatMap(
    ([whole, name = "", value = ""]) => {
      const isFit = rules[name]?.test(decode(value)) === true && textFaults(value).length === 0;
      return isFit ? [] : [`the attribute ${whole}`];
    },
  );
}

function textFaults(text: string): string[] {
  return [...text.matchAll(/[<>"']|&(?!(amp|lt|gt|quot|#\d{2});)/g)].map(
    ([char]) => `a bare ${char}`,
  );
}

function decode(text: string): string {
  const known: { readonly [name: string]: string } = { amp: "&", lt: "<", gt: ">", quot: '"' };
  return text.replace(
    /&(?:#(\d+)|([a-z]+));/g,
    (whole, code, name) => known[name] ?? (code ? String.fromCharCode(Number(code)) : whole),
  );
}

test("the checker itself finds markup that is unsafe or not balanced", () => {
  const bad = [
    "<b>",
    "</b>",
    "<b><i></b></i>",
    "<script></script>",
    "a < b",
    "&",
    "&nbsp;",
    '"',
    '<a href="javascript:x">a</a>',
    '<a href="http://a" onclick="b">c</a>',
    '<a href="http://a"><a href="http://b">c</a></a>',
    '<div class="message"></div>',
  ];
  expect(bad.filter((html) => readMarkup(html).faults.length === 0)).toEqual([]);
  expect(readMarkup("<b>a &lt; <br> &#39;</b>")).toEqual({ faults: [], text: "a <  '" });
});

test("whatever is said, the markup is balanced and safe", () => {
  fc.assert(
    fc.property(sources, (source) => {
      expect(readMarkup(renderMessage(source, { host }).html).faults).toEqual([]);
    }),
    { numRuns: 3000 },
  );
});

test("whoever is answered, the markup is balanced and safe", () => {
  fc.assert(
    fc.property(sources, names, (source, replyTo) => {
      const { html } = renderMessage(`:12345678 ${source}`, { host, replyTo });
      expect(readMarkup(html).faults).toEqual([]);
      expect(readMarkup(html).text).toContain(`@${mentionOf(replyTo)}`);
    }),
    { numRuns: 1000 },
  );
});

test("text without marks comes back as it was", () => {
  const plain = fc.string({ unit: fc.constantFrom(..."abc xyz.,;!?&<>\"'+=~^|#%$é") });
  fc.assert(
    fc.property(plain, (words) => {
      const source = `a${words}`;
      const { html, kind } = renderMessage(source, { host });
      expect({ text: readMarkup(html).text, kind }).toEqual({ text: source, kind: "line" });
    }),
  );
});

test("the text of several lines comes back as it was", () => {
  fc.assert(
    fc.property(fc.array(soup, { minLength: 2, maxLength: 5 }), (all) => {
      const source = ["first", ...all].join("\n");
      const { html, kind } = renderMessage(source, { host });
      const inside = html.slice("<div class='full'>".length, -"</div>".length);
      expect(kind).toBe("multiline");
      expect(inside.split(" <br> ").map(decode).join("\n")).toBe(source);
    }),
  );
});

test("indented lines come back as they were", () => {
  fc.assert(
    fc.property(fc.array(soup, { minLength: 1, maxLength: 5 }), (all) => {
      const source = ["first", ...all].map((line) => `    ${line}`).join("\n");
      const { html, kind } = renderMessage(source, { host });
      expect(kind).toBe("preformatted");
      expect(readMarkup(html).text).toBe(["first", ...all].join("\n"));
    }),
  );
});

test("the kind follows from the source alone", () => {
  fc.assert(
    fc.property(sources, (source) => {
      const rendering = renderMessage(source, { host });
      expect(renderMessage(source, { host })).toEqual(rendering);
      expect(renderMessage(source, { host: "chat.stackexchange.com" }).kind).toBe(rendering.kind);
      expect(rendering.html.startsWith("<pre")).toBe(rendering.kind === "preformatted");
      expect(rendering.html.startsWith("<div class='full'>")).toBe(rendering.kind === "multiline");
      expect(rendering.html.startsWith('<div class="onebox')).toBe(
        rendering.kind === "onebox-image",
      );
    }),
    { numRuns: 1000 },
  );
});

test("every text can be asked for its reply prefix and its mentions", () => {
  fc.assert(
    fc.property(sources, (source) => {
      const reply = readReply(source);
      if (reply !== undefined) {
        expect(source.startsWith(`:${reply.parent}`)).toBe(true);
        expect(source.endsWith(reply.rest)).toBe(true);
      }
      for (const name of mentionsIn(source)) expect(normaliseName(name)).toBe(name);
    }),
    { numRuns: 1000 },
  );
});

test("a name is meant by its own mention", () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(..."aBcÉöñ9 ._-&") }), (name) => {
      const form = mentionOf(name);
      fc.pre(form.length >= 3);
      const [mention = "?"] = mentionsIn(`hi @${form} there`);
      expect(normaliseName(name)).toBe(mention);
    }),
  );
});

test("normalising a name again changes nothing", () => {
  fc.assert(
    fc.property(names, (name) => {
      expect(normaliseName(normaliseName(name))).toBe(normaliseName(name));
      expect(mentionOf(mentionOf(name))).toBe(mentionOf(name));
    }),
    { numRuns: 1000 },
  );
});

const longest = 100_000;
/** How often a character may be looked at. */
const perCharacter = 20;

function stepsOf(source: string): number {
  const visits = { count: 0 };
  renderInline(source, host, visits);
  return visits.count;
}

function repeated(unit: string): string {
  return unit.repeat(Math.ceil(longest / unit.length)).slice(0, longest);
}

test.each([
  ...fragments,
  "`` ``` ` ",
  "[a](http://x",
  '[a](http://x "',
  "[a](http://x   ",
  "http://(",
  "http://a.....",
  "http://a---",
  "(http://a*_",
  " *a **b _c __d ---e ***f ",
  "*a _b *c _d ",
])("100 KB of %j take a bounded look at each character", (unit) => {
  const source = repeated(unit);
  expect(stepsOf(source)).toBeLessThanOrEqual(perCharacter * source.length);
});

test.each([
  ["opened and closed brackets", "[".repeat(longest / 2) + "](".repeat(longest / 4)],
  ["links that share one end", `${"[a](http://x".repeat(longest / 24)}${" ".repeat(longest / 2)}`],
  [
    "titles that share one end",
    `${'[a](http://x "'.repeat(longest / 28)}${"t".repeat(longest / 2)}`,
  ],
  [
    "emphasis within emphasis",
    `${" *a **b".repeat(longest / 14)}${"c* d** ".repeat(longest / 14)}`,
  ],
  [
    "backticks of every length",
    Array.from({ length: 440 }, (_, length) => `${"`".repeat(length)} `).join(""),
  ],
  ["an address that ends in punctuation", `http://a${".".repeat(longest)}`],
])("100 KB of %s take a bounded look at each character", (_, source) => {
  expect(stepsOf(source)).toBeLessThanOrEqual(perCharacter * source.length);
});

test("100 KB of any mixture take a bounded look at each character", () => {
  const units = fc.array(fc.constantFrom(...fragments), { minLength: 1, maxLength: 6 });
  fc.assert(
    fc.property(fc.array(units, { minLength: 1, maxLength: 3 }), (parts) => {
      const share = Math.ceil(longest / parts.length);
      const source = parts.map((unit) => repeated(unit.join("")).slice(0, share)).join("");
      expect(stepsOf(source)).toBeLessThanOrEqual(perCharacter * source.length);
    }),
    { numRuns: 15 },
  );
});

test("twice as much of a mixture takes about twice as many looks", () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...fragments), { minLength: 1, maxLength: 8 }), (unit) => {
      const once = stepsOf(unit.join("").repeat(200));
      expect(stepsOf(unit.join("").repeat(400))).toBeLessThanOrEqual(once * 2 + 1000);
    }),
  );
});

test("100 KB are answered whole, whatever reads them", () => {
  for (const unit of ["@", "@a", "@abc", ":1 ", " ", "\n", "    \n", "\u0316\u0301", "a.png/"]) {
    const source = repeated(unit);
    expect(readMarkup(renderMessage(source, { host, replyTo: "x" }).html).faults).toEqual([]);
    expect(mentionsIn(source).length).toBeLessThanOrEqual(longest);
    expect(readReply(`:1 ${source}`)?.parent).toBe("1");
    expect(normaliseName(source).length).toBeLessThanOrEqual(longest);
  }
});
