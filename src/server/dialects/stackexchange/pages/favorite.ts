// The page that asks whether to rejoin the favourite rooms; clients go there for fkey and user.

import { html } from "hono/html";
import { chatPage, fkeyInput } from "./chat-shell.ts";
import type { ChatShellView } from "./views.ts";

export function favoritePage(shell: ChatShellView): string {
  const content = html`<h2>Join</h2>
Please confirm that you wish to rejoin your favorited rooms:
<form method="post" action="">
${fkeyInput(shell.fkey)}
<input class="button" type="submit" value="join" />
</form>`;
  return chatPage(shell, { title: "Join", content, hasFkey: true });
}
