// The front page of a Q&A site, where a successful login ends.

import { html } from "hono/html";
import { siteFkeyInput, sitePage } from "./site-shell.ts";
import type { SiteShellView } from "./views.ts";

export interface SiteHomeView {
  readonly fkey: string;
}

/** (One client looks for "logout" anywhere in the page to learn whether the login went well.) */
export function siteHomePage(shell: SiteShellView, { fkey }: SiteHomeView): string {
  const content = html`<h1>${shell.siteName}</h1>
<p>This site has no questions here: it is the door to <a href="${shell.chatUrl}">its chat</a>.</p>
${
  shell.viewer !== null &&
  html`<form action="/users/logout" method="post">
${siteFkeyInput(fkey)}
<button type="submit">Log out</button>
</form>`
}`;
  return sitePage(shell, "Home", content);
}
