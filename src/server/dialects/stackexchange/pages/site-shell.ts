// The frame around the pages of the Q&A sites and of the old OpenID site.

import { html, raw } from "hono/html";
import { userUrl } from "./links.ts";
import { asPage, type Markup } from "./markup.ts";
import { style } from "./style.ts";
import type { SiteShellView } from "./views.ts";

/** No fkey here: clients take the first one of a page, which must be the form's own. */
export function sitePage(shell: SiteShellView, title: string, content: Markup): string {
  return asPage(html`<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} - ${shell.siteName}</title>
<style>${raw(style)}</style>
</head>
<body>
<div id="container">
<div class="topbar">
<span class="site-user">${viewerLink(shell)}</span>
<nav class="nav"><a class="site-name" href="/">${shell.siteName}</a> <a href="${shell.chatUrl}">chat</a></nav>
</div>
<div id="content">
${content}
</div>
</div>
</body>
</html>
`);
}

/** Written exactly so: a client finds it with a regular expression, attributes in this order. */
export function siteFkeyInput(fkey: string): Markup {
  return html`<input type="hidden" name="fkey" value="${fkey}" />`;
}

/** `.my-profile` is how clients tell that a cookie logs somebody in. */
function viewerLink({ viewer }: SiteShellView): Markup {
  return viewer === null
    ? html`<a href="/users/login">log in</a>`
    : html`<a class="my-profile" href="${userUrl(viewer)}" title="${viewer.name}">${viewer.name}</a>`;
}
