// What is written and what is then shown, by kind; the pieces of one kind are sent together, as the service throttles messages.

export interface RenderingCases {
  /** The end of the check's id. */
  readonly name: string;
  readonly title: string;
  readonly rules: readonly string[];
  readonly pieces: readonly (readonly [written: string, shown: string])[];
}

/** None of them has a sign that could go with one of another piece. */
export const renderingCases: readonly RenderingCases[] = [
  {
    name: "bold",
    title: "Text between double stars or double underscores is bold",
    rules: ["rendering.bold"],
    pieces: [
      ["**bold**", "<b>bold</b>"],
      ["__strong__", "<b>strong</b>"],
      ["**two words**,", "<b>two words</b>,"],
      ["(**in brackets**)", "(<b>in brackets</b>)"],
    ],
  },
  {
    name: "italic",
    title: "Text between single stars or single underscores is italic",
    rules: ["rendering.italic"],
    pieces: [
      ["*italic*", "<i>italic</i>"],
      ["_slanted_", "<i>slanted</i>"],
      ["*two words*!", "<i>two words</i>!"],
    ],
  },
  {
    name: "strike",
    title: "Text between three hyphens is struck out",
    rules: ["rendering.strike"],
    pieces: [
      ["---gone---", "<strike>gone</strike>"],
      ["---two words---.", "<strike>two words</strike>."],
    ],
  },
  {
    name: "code",
    title: "Text between backticks is code, and nothing else in it",
    rules: ["rendering.code"],
    pieces: [
      ["`code`", "<code>code</code>"],
      ["`**not bold**`", "<code>**not bold**</code>"],
      ["`a < b`", "<code>a &lt; b</code>"],
      ["``a ` b``", "<code>a ` b</code>"],
    ],
  },
  {
    name: "nested",
    title: "Emphasis can be nested",
    rules: ["rendering.nested"],
    pieces: [
      ["**bold *and italic* text**", "<b>bold <i>and italic</i> text</b>"],
      ["---struck **and bold** text---", "<strike>struck <b>and bold</b> text</strike>"],
      ["***both***", "<b><i>both</i></b>"],
    ],
  },
  {
    name: "escaped",
    title: "Signs of HTML are escaped",
    rules: ["rendering.escaped"],
    pieces: [
      ["a < b & c > d", "a &lt; b &amp; c &gt; d"],
      ["<b>no tag</b>", "&lt;b&gt;no tag&lt;/b&gt;"],
    ],
  },
  {
    name: "unbalanced",
    title: "A sign without a partner, within a word or next to a space stays as it is",
    rules: ["rendering.unbalanced"],
    pieces: [
      ["snake_case_name", "snake_case_name"],
      ["2 * 3 * 4", "2 * 3 * 4"],
      ["a ** b ** c", "a ** b ** c"],
      ["only `one", "only `one"],
    ],
  },
  {
    name: "backslash",
    title: "A sign after a backslash means itself",
    rules: ["rendering.backslash"],
    pieces: [
      ["\\*plain\\*", "*plain*"],
      ["\\_plain\\_", "_plain_"],
      ["\\`plain\\`", "`plain`"],
    ],
  },
  {
    name: "links",
    title: "A text in brackets with an address behind it is a link, with a title if there is one",
    rules: ["rendering.links"],
    pieces: [
      ["[text](http://example.com/a)", '<a href="http://example.com/a">text</a>'],
      ["[two words](https://example.com/b)", '<a href="https://example.com/b">two words</a>'],
      [
        '[t](http://example.com/c "A title")',
        '<a href="http://example.com/c" title="A title">t</a>',
      ],
      ["[**bold**](ftp://example.com/d)", '<a href="ftp://example.com/d"><b>bold</b></a>'],
    ],
  },
  {
    name: "other-schemes",
    title: "A link of another scheme stays as it is",
    rules: ["rendering.other-schemes"],
    pieces: [
      ["[text](mailto:a.b)", "[text](mailto:a.b)"],
      ["[text](javascript:x)", "[text](javascript:x)"],
    ],
  },
  {
    name: "bare-urls",
    title:
      "A bare address is a link that shows it without scheme, www. and last slash, cut if it is long",
    rules: ["rendering.bare-urls", "rendering.long-urls"],
    pieces: [
      ["http://example.com/a", '<a href="http://example.com/a">example.com/a</a>'],
      ["http://www.example.com/", '<a href="http://www.example.com/">example.com</a>'],
      [
        "http://example.com/abcdefgh/ijklmnopqrstuvwxyz",
        '<a href="http://example.com/abcdefgh/ijklmnopqrstuvwxyz">example.com/abcdefgh/…</a>',
      ],
    ],
  },
];
