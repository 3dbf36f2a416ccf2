// The old OpenID question whether a site may know who somebody is.

import { html } from "hono/html";
import { siteFkeyInput, sitePage } from "./site-shell.ts";
import type { SiteShellView } from "./views.ts";

export interface OpenIdPromptView {
  readonly session: string;
  readonly fkey: string;
  /** The site that asks. */
  readonly askedBy: string;
}

export function openIdPromptPage(shell: SiteShellView, view: OpenIdPromptView): string {
  const content = html`<h1>Confirm</h1>
<p>${view.askedBy} asks to know who you are.</p>
<form action="/account/prompt/submit" method="post">
<input type="hidden" name="session" value="${view.session}" />
${siteFkeyInput(view.fkey)}
<p><button type="submit">Confirm</button></p>
</form>`;
  return sitePage(shell, "Confirm", content);
}
