// A page that says why there is no page.

import { html } from "hono/html";
import { chatPage } from "./chat-shell.ts";
import type { ChatShellView } from "./views.ts";

export interface ProblemView {
  readonly status: number;
  readonly title: string;
  readonly text: string;
}

export function problemPage(shell: ChatShellView, { status, title, text }: ProblemView): string {
  const content = html`<h1>${title}</h1>
<p id="problem">${text}</p>
<p class="soft">status ${status} &middot; <a href="/rooms">all rooms</a></p>`;
  return chatPage(shell, { title: `${status} ${title}`, content });
}
