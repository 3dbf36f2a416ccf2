// The frame around every page of a chat host: top bar, navigation, content, fkey.

import { html, raw } from "hono/html";
import { userLink } from "./links.ts";
import { asPage, type Markup } from "./markup.ts";
import { style } from "./style.ts";
import type { ChatShellView } from "./views.ts";

export interface ChatPageParts {
  readonly title: string;
  readonly content: Markup;
  /** True when the content carries the `#fkey` input itself. */
  readonly hasFkey?: boolean;
}

/** There is no h1 here: clients take the first h1 of a page for a name. */
export function chatPage(shell: ChatShellView, parts: ChatPageParts): string {
  return asPage(html`<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${parts.title} | ${shell.host}</title>
<style>${raw(style)}</style>
</head>
<body>
<div id="container">
<div class="topbar">
<span class="topbar-menu-links">${viewerLink(shell)}</span>
<nav class="nav"><a class="site-name" href="/">${shell.siteName} chat</a> <a href="/rooms">rooms</a></nav>
</div>
<div id="content">
${parts.content}
</div>
</div>
${parts.hasFkey === true ? null : fkeyInput(shell.fkey)}
</body>
</html>
`);
}

/** Written exactly so: a client finds it with a regular expression, attributes in this order. */
export function fkeyInput(fkey: string): Markup {
  return html`<input id="fkey" name="fkey" type="hidden" value="${fkey}" />`;
}

/** The first link here is the viewer; a login link makes clients see that nobody is logged in. */
function viewerLink({ viewer, loginUrl }: ChatShellView): Markup {
  return viewer === null ? html`<a href="${loginUrl}">log in</a>` : userLink(viewer);
}
