// Starred messages as a list: in the side of a room, and as a page of its own.

import { html } from "hono/html";
import { chatPage } from "./chat-shell.ts";
import { messageUrl } from "./links.ts";
import type { Markup } from "./markup.ts";
import { contentOf } from "./message.ts";
import { starMark } from "./stars.ts";
import { clockTime, dayOf, machineTime } from "./times.ts";
import type { ChatShellView, MessageView } from "./views.ts";

export interface StarredView {
  readonly messages: readonly MessageView[];
}

export function starsPage(shell: ChatShellView, { messages }: StarredView): string {
  const content = html`<div class="subheader"><h1>Starred messages</h1></div>
${messages.length === 0 && html`<p>No message in this room has been starred.</p>`}
<ul id="starred-posts">
${messages.map((message) => starredPost(message, starMark(message.stars), `${dayOf(message.time)} ${clockTime(message.time)}`))}
</ul>`;
  return chatPage(shell, { title: "Starred messages", content });
}

export function starredPost(message: MessageView, mark: Markup | null, when: string): Markup {
  const { id, roomId, author, time } = message;
  return html`<li id="summary_${id}">${mark} ${contentOf(message)} <span class="soft">&ndash; ${author.name} <a class="permalink" href="${messageUrl(roomId, id)}"><time datetime="${machineTime(time)}">${when}</time></a></span></li>
`;
}
