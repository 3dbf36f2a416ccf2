// The old OpenID login: a form, or the delegate address of who is logged in.

import { html } from "hono/html";
import { type CredentialsView, credentialsForm } from "./credentials-form.ts";
import { sitePage } from "./site-shell.ts";
import type { SiteShellView } from "./views.ts";

/** With a delegate, such as `https://openid.stackexchange.com/user/<guid>`, somebody is logged in. */
export type OpenIdLoginView = CredentialsView | { readonly delegate: string };

export function openIdLoginPage(shell: SiteShellView, view: OpenIdLoginView): string {
  if (!("delegate" in view)) {
    return sitePage(shell, "Log In", credentialsForm("/account/login/submit", view));
  }
  const content = html`<h1>Your account</h1>
<p>Your OpenID address:</p>
<p id="delegate">${view.delegate}</p>`;
  return sitePage(shell, "Account", content);
}
