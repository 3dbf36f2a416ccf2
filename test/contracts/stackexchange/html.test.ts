// Pages are taken apart as scrapers do it: by tags, attributes and classes, whatever else is on them.

import { expect, test } from "vitest";
import {
  decodeEntities,
  parseHtml,
  select,
  textOf,
} from "../../../src/contracts/stackexchange/checks/html.ts";

const page = `<!DOCTYPE html><html><body><!-- <p class="no">no</p> -->
<div id="content" class="wide  column"><p>One<br>two <b>three</b>
<div class='message highlight' id=message-1 data-users="[{&quot;id&quot;:1}]">A &amp; B &#39;c&#39; &#x2666;</div>
<script>if (a < b) document.write("<p class='no'>");</script>
<textarea id="input"><p class="no"></textarea>
<input name="fkey" value="k"><ul><li>x<li>y</ul></div>
<a href="/users/1/a?x=1&amp;y=2" title="a > b">Anna</a></body></html>`;

const root = parseHtml(page);
const texts = (selector: string) => select(root, selector).map(textOf);

test.each([
  ["b", ["three"]],
  ["#content b", ["three"]],
  [".message", ["A & B 'c' ♦"]],
  ["div.message.highlight", ["A & B 'c' ♦"]],
  [".wide .highlight", ["A & B 'c' ♦"]],
  ["input[name=fkey]", [""]],
  ["a[href]", ["Anna"]],
  [".no", []],
  [".mess", []],
  ["a .message", []],
])("%s finds %j", (selector, expected) => {
  expect(texts(selector)).toEqual(expected);
});

test("attributes are decoded, quotes or not, and what stands within them ends no tag", () => {
  const [message] = select(root, ".message");
  const [link] = select(root, "a");
  expect(message?.attributes).toEqual({
    class: "message highlight",
    id: "message-1",
    "data-users": '[{"id":1}]',
  });
  expect(link?.attributes).toEqual({ href: "/users/1/a?x=1&y=2", title: "a > b" });
});

test("what stands in an element is kept as it came", () => {
  expect(select(root, ".message")[0]?.inner).toBe("A &amp; B &#39;c&#39; &#x2666;");
});

test("ends without a beginning and beginnings without an end do no harm", () => {
  const torn = parseHtml("</p><div><span>a</div>b<p");
  expect(select(torn, "div").map(textOf)).toEqual(["a"]);
  expect(textOf(torn)).toBe("ab<p");
});

test("an element is found once, however it is reached", () => {
  const nested = parseHtml('<div><div><i class="x">1</i></div></div>');
  expect(select(nested, "div .x")).toHaveLength(1);
});

test("an escape that is none stays", () => {
  expect(decodeEntities("&unknown; &amp;lt; &")).toBe("&unknown; &lt; &");
});

test.each([
  ["&#1114112;", "\ufffd"],
  ["&#99999999999999999999;", "\ufffd"],
  ["&#xffffffff;", "\ufffd"],
  ["&#1114111;", "\u{10ffff}"],
])("a number that no character has is the sign for none: %s", (entity, expected) => {
  expect(decodeEntities(entity)).toBe(expected);
});

const megabyte = (unit: string) => unit.repeat(Math.ceil(1_000_000 / unit.length));

test.each([
  "<",
  "<a",
  "<a ",
  '<a b="',
  "<a b='",
  "<!--",
  "<!",
  "<p>",
  "</p>",
  "<b>x</i>",
  "<script>",
  "<script></script>",
  "&#1;",
  "&",
  "a=",
  " ",
])("a megabyte of %j is taken apart, however deep", (unit) => {
  const page = parseHtml(`<div id="first">x</div>${megabyte(unit)}`);
  expect(select(page, "#first").map(textOf)).toEqual(["x"]);
  expect(select(page, "i b")).toEqual([]);
  expect(textOf(page).startsWith("x")).toBe(true);
});

test("an element that is too deep stands beside the one before it", () => {
  const page = parseHtml(`${"<b>".repeat(600)}<i>x</i><u>y</u>`);
  expect(select(page, "b")).toHaveLength(600);
  expect([...select(page, "i"), ...select(page, "u")].map(textOf)).toEqual(["x", "y"]);
});

test("a page that ends in the midst of a tag has what stands before it, and its end as text", () => {
  const page = parseHtml('<p>one</p><a href="/x');
  expect(select(page, "p").map(textOf)).toEqual(["one"]);
  expect(textOf(page)).toBe('one<a href="/x');
});
