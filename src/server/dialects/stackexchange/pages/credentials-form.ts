// The form for email and password that a Q&A site and the old OpenID site share.

import { html } from "hono/html";
import type { Markup } from "./markup.ts";
import { siteFkeyInput } from "./site-shell.ts";

export interface CredentialsView {
  readonly fkey: string;
  /** What was typed before, when the form comes back. */
  readonly email?: string | undefined;
  readonly error?: string | undefined;
}

export function credentialsForm(action: string, { fkey, email, error }: CredentialsView): Markup {
  return html`<h1>Log in</h1>
<form id="login-form" action="${action}" method="post">
${siteFkeyInput(fkey)}
${error !== undefined && html`<p class="error" role="alert">${error}</p>`}
<p><label for="email">Email</label><input id="email" name="email" type="email" autocomplete="username" value="${email ?? ""}" /></p>
<p><label for="password">Password</label><input id="password" name="password" type="password" autocomplete="current-password" /></p>
<p><button id="submit-button" type="submit">Log in</button></p>
</form>`;
}
