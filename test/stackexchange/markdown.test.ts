// The renderer of Stack Exchange chat's markdown, case by case: what a source becomes.

import { describe, expect, test } from "vitest";
import {
  mentionOf,
  mentionsIn,
  normaliseName,
  readReply,
  renderMessage,
} from "../../src/server/dialects/stackexchange/markdown/index.ts";

const host = "chat.stackoverflow.com";
const rel = 'rel="nofollow noopener noreferrer"';

/** The markup of a link, to keep each case in one line. */
const a = (url: string, text: string, title?: string) =>
  `<a href="${url}"${title === undefined ? "" : ` title="${title}"`} ${rel}>${text}</a>`;

const tag = (site: string, address: string, name: string) =>
  `<a href="//${site}/questions/tagged/${address}"><span class="ob-post-tag" style="background-color: #E0EAF1; color: #3E6D8E; border-color: #3E6D8E; border-style: solid;">${name}</span></a>`;

const image = (url: string) =>
  `<div class="onebox ob-image"><a ${rel} href="${url}"><img src="${url}" class="user-image" alt="user image" /></a></div>`;

interface Case {
  readonly source: string;
  readonly html: string;
  /** True where no evidence says what the vendor does. */
  readonly assumed?: true;
}

const chatExchangeCases: readonly Case[] = [
  { source: "no markdown here", html: "no markdown here" },
  { source: "    code formatting", html: "<pre class='full'>code formatting</pre>" },
  { source: "hello `code` here", html: "hello <code>code</code> here" },
  {
    source: "bare url https://example.com/link gets linked",
    html: `bare url ${a("https://example.com/link", "example.com/link")} gets linked`,
  },
  { source: "[hello](http://example.com/hello)", html: a("http://example.com/hello", "hello") },
  {
    source: "adjacent[hello](http://example.com/hello)text",
    html: `adjacent${a("http://example.com/hello", "hello")}text`,
  },
  {
    source: "adjacent.[hello](https://example.com/hello).x",
    html: `adjacent.${a("https://example.com/hello", "hello")}.x`,
  },
  {
    source: "[ftp](ftp://example.com/link) works too",
    html: `${a("ftp://example.com/link", "ftp")} works too`,
  },
  { source: "text with *italics*", html: "text with <i>italics</i>" },
  { source: "and **bold** too", html: "and <b>bold</b> too" },
  { source: "*not italics", html: "*not italics" },
  { source: "**not bold either", html: "**not bold either" },
  { source: "***not both neither too also as well", html: "***not both neither too also as well" },
  { source: "****not bold or italic", html: "****not bold or italic" },
  { source: "two ``backticks`` code", html: "two <code>backticks</code> code" },
  { source: "unpaired `single double`` fail", html: "unpaired `single double`` fail" },
  { source: "unpaired `single triple``` fail", html: "unpaired `single triple``` fail" },
  {
    source: "unpaired ``double triple``` fail",
    html: "unpaired <code>double triple</code>` fail",
  },
  {
    source: "``````````````````18 ticks``````````````````",
    html: "<code>18 ticks</code>",
  },
  {
    source: "[](http://example.com/link) gets linked inside parens",
    html: `[](${a("http://example.com/link", "example.com/link")}) gets linked inside parens`,
  },
  { source: "[no link]() is not linked", html: "[no link]() is not linked" },
  {
    source: "[mailto is not linked](mailto:self@example.com)",
    html: "[mailto is not linked](mailto:self@example.com)",
  },
  {
    source: "[sftp](sftp://example.com/link) is not linked",
    html: "[sftp](sftp://example.com/link) is not linked",
  },
  {
    source: "[ftps](ftps://example.com/link) is not linked",
    html: "[ftps](ftps://example.com/link) is not linked",
  },
  {
    source: "[https://example.com/no-link]() link in square brackets",
    html: `[${a("https://example.com/no-link", "example.com/no-link")}]() link in square brackets`,
  },
  {
    source: "empty anchor, link in parens [](https://example.com/)",
    html: `empty anchor, link in parens [](${a("https://example.com/", "example.com")})`,
  },
  { source: "this is ***bold italics***", html: "this is <b><i>bold italics</i></b>" },
  {
    source: "this is **bold and *italics* too**",
    html: "this is <b>bold and <i>italics</i> too</b>",
  },
  {
    source: "this is *italics and **bold** and **more** too*",
    html: "this is <i>italics and <b>bold</b> and <b>more</b> too</i>",
  },
  { source: "**unpaired neither*", html: "**unpaired neither*" },
  { source: "*unpaired nor**", html: "*unpaired nor**" },
  { source: "***unpaired** in the end", html: "***unpaired** in the end" },
  { source: "****this is weird****", html: "****this is weird****" },
];

const textCases: readonly Case[] = [
  { source: "", html: "" },
  { source: `& < > " '`, html: "&amp; &lt; &gt; &quot; &#39;" },
  { source: "> quoted", html: "&gt; quoted" },
  { source: "&amp;", html: "&amp;amp;" },
  { source: "# no heading", html: "# no heading" },
  { source: "- no list", html: "- no list" },
  { source: "![no](image)", html: "![no](image)" },
  { source: "  kept  ", html: "  kept  ", assumed: true },
  { source: "     ", html: "     ", assumed: true },
  {
    source: "\\* \\_ \\` \\( \\) \\[ \\]",
    html: "&#42; &#95; &#96; &#40; &#41; &#91; &#93;",
  },
  { source: "\\*not italic\\*", html: "&#42;not italic&#42;" },
  { source: "\\a stays \\", html: "\\a stays \\" },
  { source: "\\\\*x*", html: "\\&#42;x*", assumed: true },
  { source: "`\\``", html: "<code>&#96;</code>" },
  { source: "\\`no code`", html: "&#96;no code`" },
];

const codeCases: readonly Case[] = [
  { source: "`**a** <b>`", html: "<code>**a** &lt;b&gt;</code>" },
  { source: "`[a](http://b.c)`", html: "<code>[a](http://b.c)</code>" },
  { source: "`http://example.com`", html: "<code>http://example.com</code>" },
  { source: "``a ` b``", html: "<code>a ` b</code>" },
  { source: "x`no code`", html: "x`no code`" },
  { source: "(`code`)", html: "(<code>code</code>)" },
  { source: "`a` and `b`", html: "<code>a</code> and <code>b</code>" },
  { source: "`code`x", html: "<code>code</code>x", assumed: true },
  { source: "`` ` ``", html: "<code> ` </code>", assumed: true },
  { source: "``", html: "``" },
  { source: "```a```` b", html: "<code>a</code>` b", assumed: true },
  { source: "*`code`*", html: "<i><code>code</code></i>" },
  { source: "**`code`**", html: "<b><code>code</code></b>" },
];

const emphasisCases: readonly Case[] = [
  { source: "__bold__ and _italic_", html: "<b>bold</b> and <i>italic</i>" },
  { source: "---strike---", html: "<strike>strike</strike>" },
  { source: "*x*", html: "<i>x</i>", assumed: true },
  { source: "**x**", html: "<b>x</b>", assumed: true },
  { source: "___both___", html: "<b><i>both</i></b>" },
  { source: "snake_case_name", html: "snake_case_name" },
  { source: "2*3*4", html: "2*3*4" },
  { source: "* x *", html: "* x *" },
  { source: "*x *", html: "*x *" },
  { source: "(*x*), '**y**?", html: "(<i>x</i>), &#39;<b>y</b>?" },
  { source: '"*x*"', html: "&quot;*x*&quot;" },
  { source: "*x*. *y*! *z*; *w*:", html: "<i>x</i>. <i>y</i>! <i>z</i>; <i>w</i>:" },
  { source: "*x*y", html: "*x*y" },
  { source: "/*x*", html: "/*x*" },
  { source: "**_x_**", html: "<b><i>x</i></b>" },
  { source: "**---x---**", html: "<b><strike>x</strike></b>" },
  { source: "_*x*_", html: "<i><i>x</i></i>", assumed: true },
  { source: "_**x**_", html: "<i>**x**</i>", assumed: true },
  { source: "**_x_", html: "**_x_" },
  { source: "*x*_y_", html: "*x*_y_", assumed: true },
  { source: "*a *b*", html: "<i>a *b</i>", assumed: true },
  { source: "**a *b** c*", html: "<b>a *b</b> c*", assumed: true },
  { source: "_a **b_ c**", html: "<i>a **b</i> c**", assumed: true },
  { source: "**bold and *italic***", html: "<b>bold and <i>italic</i></b>", assumed: true },
  { source: "*italic and **bold***", html: "<i>italic and <b>bold</b></i>", assumed: true },
  { source: "***a* b**", html: "<b><i>a</i> b</b>", assumed: true },
  { source: "***a** b*", html: "<i><b>a</b> b</i>", assumed: true },
  { source: "**a***", html: "**a***", assumed: true },
  { source: "----x----", html: "----x----", assumed: true },
  { source: "--x--", html: "--x--" },
  { source: "`c`*x*", html: "<code>c</code><i>x</i>" },
  { source: "`c`**x**", html: "<code>c</code>**x**" },
  { source: "\\**x*", html: "&#42;*x*", assumed: true },
];

const linkCases: readonly Case[] = [
  {
    source: '[a](http://example.com/ "the title")',
    html: a("http://example.com/", "a", "the title"),
  },
  { source: '[a](http://example.com "<&")', html: a("http://example.com", "a", "&lt;&amp;") },
  { source: '[a](http://example.com "")', html: a("http://example.com", "a"), assumed: true },
  { source: "[**one** two](http://google.com)", html: a("http://google.com", "<b>one</b> two") },
  { source: "[two **one**](http://google.com)", html: a("http://google.com", "two <b>one</b>") },
  { source: "[`one`](http://google.com)", html: a("http://google.com", "<code>one</code>") },
  { source: "[`a[0]`](http://b.c)", html: a("http://b.c", "<code>a[0]</code>"), assumed: true },
  {
    source: "[one\\_two](http://google.com/foo_bar)",
    html: a("http://google.com/foo_bar", "one&#95;two"),
  },
  { source: "**[a](http://b.c)**", html: `<b>${a("http://b.c", "a")}</b>` },
  { source: "*a [b*](http://c.d) e*", html: `<i>a ${a("http://c.d", "b*")} e</i>`, assumed: true },
  { source: "[http://a.b](http://c.d)", html: a("http://c.d", "http://a.b") },
  { source: "[[a](http://b.c)", html: a("http://b.c", "[a"), assumed: true },
  { source: '[a](http://b.c?d="e&f)', html: a("http://b.c?d=&quot;e&amp;f", "a") },
  { source: "[a](HTTPS://b.c)", html: a("HTTPS://b.c", "a"), assumed: true },
  { source: "[a](http://)", html: "[a](http://)" },
  { source: "[a](javascript:alert(1))", html: "[a](javascript:alert(1))" },
  { source: "[a](data:text/html,x)", html: "[a](data:text/html,x)" },
  { source: "[a](/relative)", html: "[a](/relative)" },
  { source: "[a] (http://b.c)", html: `[a] (${a("http://b.c", "b.c")})` },
  { source: "[a](http://b.c d)", html: `[a](${a("http://b.c", "b.c")} d)` },
  { source: '[a](http://b.c "d" e)', html: `[a](${a("http://b.c", "b.c")} &quot;d&quot; e)` },
  { source: "[a](http://b.c/d_(e))", html: `${a("http://b.c/d_(e", "a")})` },
  { source: "\\[a](http://b.c)", html: `&#91;a](${a("http://b.c", "b.c")})` },
];

const bareUrlCases: readonly Case[] = [
  { source: "http://www.example.com/", html: a("http://www.example.com/", "example.com") },
  { source: "ftp://example.com", html: a("ftp://example.com", "example.com") },
  { source: "see http://a.b/c.", html: `see ${a("http://a.b/c", "a.b/c")}.`, assumed: true },
  { source: "(http://a.b/c)", html: `(${a("http://a.b/c", "a.b/c")})` },
  { source: "http://a.b/c_(d)", html: a("http://a.b/c_(d)", "a.b/c_(d)"), assumed: true },
  { source: "**http://a.b**", html: `<b>${a("http://a.b", "a.b")}</b>` },
  {
    source: "*see http://a.b/_c_*",
    html: `<i>see ${a("http://a.b/_c", "a.b/_c")}_</i>`,
    assumed: true,
  },
  { source: "---http://a.b---", html: `<strike>${a("http://a.b", "a.b")}</strike>` },
  { source: "http://a.b?c=1&d=2", html: a("http://a.b?c=1&amp;d=2", "a.b?c=1&amp;d=2") },
  { source: "http://a.b<c>", html: `${a("http://a.b", "a.b")}&lt;c&gt;` },
  { source: "xhttp://a.b", html: "xhttp://a.b" },
  { source: "www.example.com", html: "www.example.com" },
  { source: "http://", html: "http://" },
  { source: "http:// a", html: "http:// a" },
  {
    source: "https://example.com/12345678901234567",
    html: a("https://example.com/12345678901234567", "example.com/12345678901234567"),
  },
  {
    source: "https://example.com/123456789012345678",
    html: a("https://example.com/123456789012345678", "example.com/…"),
  },
  {
    source: "https://stackoverflow.com/questions/12345/how-to",
    html: a("https://stackoverflow.com/questions/12345/how-to", "stackoverflow.com/questions/…"),
  },
  {
    source: "https://a-very-long-name.of-a-host.example.com/x",
    html: a("https://a-very-long-name.of-a-host.example.com/x", "a-very-long-name.of-a-host.ex…"),
  },
];

const tagCases: readonly Case[] = [
  { source: "[tag:java]", html: tag("stackoverflow.com", "java", "java") },
  {
    source: "a [tag:c++] b",
    html: `a ${tag("stackoverflow.com", "c%2B%2B", "c++")} b`,
    assumed: true,
  },
  { source: "[tag:c#]", html: tag("stackoverflow.com", "c%23", "c#"), assumed: true },
  { source: "[tag:]", html: "[tag:]" },
  { source: "[tag:a b]", html: "[tag:a b]" },
  { source: "[tag:x](http://a.b)", html: a("http://a.b", "tag:x"), assumed: true },
];

const wholeMessageCases: readonly (Case & { readonly kind: string })[] = [
  { kind: "multiline", source: "a\nb", html: "<div class='full'>a <br> b</div>" },
  {
    kind: "multiline",
    source: "a\r\nb\rc",
    html: "<div class='full'>a <br> b <br> c</div>",
    assumed: true,
  },
  {
    kind: "multiline",
    source: "**a** `b`\n<http://c.d> [e](http://f.g)",
    html: "<div class='full'>**a** `b` <br> &lt;http://c.d&gt; [e](http://f.g)</div>",
  },
  {
    kind: "multiline",
    source: "\\*a\n",
    html: "<div class='full'>\\*a <br> </div>",
    assumed: true,
  },
  { kind: "multiline", source: "    a\nb", html: "<div class='full'>    a <br> b</div>" },
  {
    kind: "multiline",
    source: "    a\n\n    b",
    html: "<div class='full'>    a <br>  <br>     b</div>",
    assumed: true,
  },
  {
    kind: "multiline",
    source: "http://a.b/c.png\n",
    html: "<div class='full'>http://a.b/c.png <br> </div>",
    assumed: true,
  },
  {
    kind: "preformatted",
    source: "    a\n      <b>",
    html: "<pre class='full'>a\n  &lt;b&gt;</pre>",
  },
  { kind: "preformatted", source: "    **a**", html: "<pre class='full'>**a**</pre>" },
  { kind: "line", source: "   *a*", html: "   <i>a</i>" },
  ...["jpg", "jpeg", "png", "gif", "bmp", "PNG"].map((ending) => ({
    kind: "onebox-image",
    source: `https://i.example.com/a.${ending}`,
    html: image(`https://i.example.com/a.${ending}`),
  })),
  {
    kind: "onebox-image",
    source: " http://a.b/c.png ",
    html: image("http://a.b/c.png"),
    assumed: true,
  },
  {
    kind: "onebox-image",
    source: "http://a.b/c.png?d=1&e=2",
    html: image("http://a.b/c.png?d=1&amp;e=2"),
    assumed: true,
  },
  { kind: "onebox-image", source: "!http://a.b/c", html: image("http://a.b/c") },
  { kind: "line", source: "http://a.b/c.svg", html: a("http://a.b/c.svg", "a.b/c.svg") },
  {
    kind: "line",
    source: "http://a.b/c.png#d",
    html: a("http://a.b/c.png#d", "a.b/c.png#d"),
    assumed: true,
  },
  { kind: "line", source: "http://b.png", html: a("http://b.png", "b.png"), assumed: true },
  {
    kind: "line",
    source: "ftp://a.b/c.png",
    html: a("ftp://a.b/c.png", "a.b/c.png"),
    assumed: true,
  },
  {
    kind: "line",
    source: "see http://a.b/c.png",
    html: `see ${a("http://a.b/c.png", "a.b/c.png")}`,
  },
  { kind: "line", source: "!http://a.b c", html: `!${a("http://a.b", "a.b")} c` },
];

const replyCases: readonly (Case & { readonly replyTo?: string })[] = [
  { source: ":15358991 **hello**", replyTo: "Jeremy Banks", html: "@JeremyBanks <b>hello</b>" },
  { source: ":15358991 **hello**", html: ":15358991 <b>hello</b>" },
  { source: ":123 text", html: ":123 text" },
  { source: "no prefix", replyTo: "Jeremy Banks", html: "no prefix" },
  { source: ":1   a", replyTo: "b", html: "@b a", assumed: true },
  { source: ":1 ", replyTo: "b", html: "@b", assumed: true },
  { source: ":1 a", replyTo: "*<x>* & y", html: "@*x&gt;*y a", assumed: true },
  { source: ":1 a\n*b*", replyTo: "C D", html: "<div class='full'>@CD a <br> *b*</div>" },
  { source: ":1\na", replyTo: "C", html: "<div class='full'>@C <br> a</div>" },
  { source: ":1 http://a.b/c.png", replyTo: "d", html: `@d ${a("http://a.b/c.png", "a.b/c.png")}` },
  {
    source: ":1     a\n    b",
    replyTo: "d",
    html: "<div class='full'>@d a <br>     b</div>",
    assumed: true,
  },
];

describe.each([
  ["as ChatExchange's markdown tests know it", chatExchangeCases],
  ["text and escapes", textCases],
  ["code", codeCases],
  ["emphasis", emphasisCases],
  ["links", linkCases],
  ["bare addresses", bareUrlCases],
  ["tags", tagCases],
])("markdown: %s", (_, cases) => {
  test.each(cases)("$source", ({ source, html }) => {
    expect(renderMessage(source, { host }).html).toBe(html);
  });
});

test.each(wholeMessageCases)("a message of kind $kind: $source", ({ source, html, kind }) => {
  expect(renderMessage(source, { host })).toEqual({ html, kind });
});

test.each(replyCases)("a reply to $replyTo: $source", ({ source, html, replyTo }) => {
  const options = replyTo === undefined ? { host } : { host, replyTo };
  expect(renderMessage(source, options).html).toBe(html);
});

test.each([
  ["chat.stackexchange.com", "stackexchange.com"],
  ["chat.meta.stackexchange.com", "meta.stackexchange.com"],
])("a tag on %s leads to %s", (chatHost, site) => {
  expect(renderMessage("[tag:java]", { host: chatHost }).html).toBe(tag(site, "java", "java"));
});

test.each([
  [":123 rest", { parent: "123", rest: "rest" }],
  [":15356755 and again!", { parent: "15356755", rest: "and again!" }],
  [":1\n  rest", { parent: "1", rest: "\n  rest" }],
  [":1\t rest ", { parent: "1", rest: "rest " }],
  [":1 ", { parent: "1", rest: "" }],
  [":1", undefined],
  [":x rest", undefined],
  [": 1 rest", undefined],
  [":1rest", undefined],
  [" :1 rest", undefined],
  ["", undefined],
])("the reply prefix of %j is %j", (source, reply) => {
  expect(readReply(source)).toEqual(reply);
});

test.each([
  ["Jeremy Banks", "JeremyBanks"],
  ["bot", "bot"],
  ["a.b_c!d?e(f)g;h:i/j+k&l<m-n", "abcdefghijklmn"],
  ["Zoë\u00a0Q", "ZoëQ"],
])("%j is mentioned as @%s", (name, form) => {
  expect(mentionOf(name)).toBe(form);
});

test.each([
  ["Jeremy Banks", "jeremybanks"],
  ["Zoë_Ångström", "zoeangstrom"],
  ["a-b.c'd 9", "abcd9"],
  ["Дмитрий", "дмитрии"],
])("%j is compared as %s", (name, form) => {
  expect(normaliseName(name)).toBe(form);
});

test.each([
  ["@Jeremy hello", ["jeremy"]],
  ["hi @Zoë, @bob-x and @JEREMY!", ["zoe", "bob", "jeremy"]],
  ["@ab is too short, @", []],
  ["@bob @Bob twice", ["bob"]],
  ["a@bob.com", ["bob"]],
  ["@one@two@three", ["one", "two", "three"]],
  ["line\n@other line", ["other"]],
  ["@*** has no letter", []],
])("the mentions in %j are %j", (source, names) => {
  expect(mentionsIn(source)).toEqual(names);
});

test("a name is meant when its normalised form begins with the mention", () => {
  const [mention = "?"] = mentionsIn("@jer look");
  expect(normaliseName("Jérémy Banks").startsWith(mention)).toBe(true);
  expect(normaliseName("Banks Jeremy").startsWith(mention)).toBe(false);
});
