// The shape of a content: its tags, and of their attributes those that mean something, in one order and one form.

import { type HtmlElement, parseHtml } from "../html.ts";

const meaningful = ["class", "href", "src", "title"];

/** Two contents of the same shape look the same: `rel`, quotes and escapes of the same character do not count. */
export function shapeOf(html: string): string {
  return childrenOf(parseHtml(html));
}

function childrenOf({ children }: HtmlElement): string {
  return children
    .map((child) => (typeof child === "string" ? escaped(child) : elementOf(child)))
    .join("");
}

function elementOf(element: HtmlElement): string {
  const attributes = meaningful
    .filter((name) => element.attributes[name] !== undefined)
    .map((name) => ` ${name}="${escaped(element.attributes[name] ?? "")}"`);
  return `<${element.tag}${attributes.join("")}>${childrenOf(element)}</${element.tag}>`;
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
