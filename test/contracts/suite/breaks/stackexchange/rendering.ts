// How a server is broken for each check of how texts are shown: something in the content is another.

import type { Break } from "../../broken-server.ts";
import { onListed, type StackExchangeBreaks } from "./edits.ts";

const shown = (from: string | RegExp, to: string): (() => Break) =>
  onListed((message) => {
    message.content = message.content?.replace(from, to);
  });

export const renderingBreaks = {
  "stackexchange.rendering.bold": [
    shown("<b>strong</b>", "__strong__"),
    shown("<b>bold</b>", "<strong>bold</strong>"),
  ],
  "stackexchange.rendering.italic": shown("<i>slanted</i>", "_slanted_"),
  "stackexchange.rendering.strike": shown("<strike>gone</strike>", "---gone---"),
  "stackexchange.rendering.code": [
    shown("**not bold**", "<b>not bold</b>"),
    shown("<code>code</code>", "`code`"),
  ],
  "stackexchange.rendering.nested": shown("<i>and italic</i>", "*and italic*"),
  "stackexchange.rendering.escaped": shown(/&lt;b&gt;no tag&lt;\/b&gt;/, "<b>no tag</b>"),
  "stackexchange.rendering.unbalanced": shown("snake_case_name", "snake<i>case</i>name"),
  "stackexchange.rendering.backslash": shown("plain", "<i>plain</i>"),
  "stackexchange.rendering.links": [
    shown('title="A title"', ""),
    shown('href="https://example.com/b"', 'href="http://example.com/b"'),
  ],
  "stackexchange.rendering.other-schemes": shown(
    "[text](mailto:a.b)",
    '<a href="mailto:a.b">text</a>',
  ),
  "stackexchange.rendering.bare-urls": [
    shown(">example.com/a<", ">http://example.com/a<"),
    shown("example.com/abcdefgh/…", "example.com/abcdefgh/ijklmnopqrstuvwxyz"),
  ],
  "stackexchange.rendering.quote": shown(/^&gt; (.*)$/, "<blockquote>$1</blockquote>"),
  "stackexchange.rendering.tags": shown("ob-post-tag", "tag"),
  "stackexchange.rendering.lines": [
    shown("**first**", "<b>first</b>"),
    shown(/<div class=['"]full['"]>/, "<div>"),
  ],
  "stackexchange.rendering.code-block": shown(/<pre class=['"]full['"]>/, "<pre class='full'>    "),
  "stackexchange.rendering.image": shown("user-image", "image"),
} as const satisfies StackExchangeBreaks;
