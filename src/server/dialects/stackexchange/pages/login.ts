// The login form of a Q&A site.

import { type CredentialsView, credentialsForm } from "./credentials-form.ts";
import { sitePage } from "./site-shell.ts";
import type { SiteShellView } from "./views.ts";

export type LoginView = CredentialsView;

export function loginPage(shell: SiteShellView, view: LoginView): string {
  return sitePage(shell, "Log In", credentialsForm("/users/login", view));
}
