// One message as transcripts, rooms and histories show it.

import { html, raw } from "hono/html";
import { messageUrl } from "./links.ts";
import type { Markup } from "./markup.ts";
import { starMark } from "./stars.ts";
import type { MessageView } from "./views.ts";

export interface MessageOptions {
  readonly highlighted?: boolean;
}

export function contentOf(message: MessageView): Markup {
  return message.contentHtml === null
    ? html`<span class="deleted">(removed)</span>`
    : raw(message.contentHtml);
}

export function messageBlock(message: MessageView, options: MessageOptions = {}): Markup {
  const { id, roomId, parentId } = message;
  const action = message.edited ? "action-link edits" : "action-link";
  const reply =
    parentId !== undefined &&
    html`<a class="reply-info" href="${messageUrl(roomId, parentId)}" title="this is a reply to an earlier message"> </a>`;
  // (ChatExchange reads `name` and `href` of the first link in a history's message.)
  return html`<div class="message${options.highlighted === true ? " highlight" : ""}" id="message-${id}">
<a name="${id}" href="${messageUrl(roomId, id)}" title="${message.edited ? "permalink; edited" : "permalink"}"><span class="${action}"><span class="img"> </span></span></a>
${reply}
<div class="content">${contentOf(message)}</div>
<span class="flash">${starMark(message.stars)}</span>
</div>`;
}
