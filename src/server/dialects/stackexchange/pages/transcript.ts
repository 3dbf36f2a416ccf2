// One day of a room, with a message marked if somebody followed a link to it.

import { html, raw } from "hono/html";
import { chatPage } from "./chat-shell.ts";
import { dayUrl, roomInfoUrl, roomLink } from "./links.ts";
import type { Markup } from "./markup.ts";
import { monologues } from "./monologues.ts";
import type { ChatShellView, MessageView, RoomLinkView } from "./views.ts";

export interface TranscriptView {
  readonly room: RoomLinkView;
  readonly descriptionHtml: string;
  /** All days are written `2018-03-09`. */
  readonly day: string;
  readonly firstDay?: string | undefined;
  readonly previousDay?: string | undefined;
  readonly nextDay?: string | undefined;
  readonly lastDay?: string | undefined;
  /** Every message of the day, oldest first. */
  readonly messages: readonly MessageView[];
  readonly highlighted?: number | undefined;
}

/** Exactly one `.room-name a` on the page: some clients take the first, others the last. */
export function transcriptPage(shell: ChatShellView, view: TranscriptView): string {
  const { room, day, messages } = view;
  const days = dayLinks(view);
  const content = html`<div class="subheader">
<h1><span class="room-name">${roomLink(room)}</span> &ndash; <time datetime="${day}">${day}</time></h1>
<div id="roomdesc">${raw(view.descriptionHtml)}</div>
<div class="soft"><a href="${roomInfoUrl(room)}">room info</a> &middot; all times are UTC</div>
</div>
<div class="pager">${days}</div>
<div id="transcript">
${messages.length === 0 ? html`<p>Nothing was said on this day.</p>` : monologues(messages, view.highlighted)}
</div>
<div class="pager">${days}</div>`;
  return chatPage(shell, { title: `${room.name} - ${day}`, content });
}

function dayLinks(view: TranscriptView): readonly (Markup | null)[] {
  const link = (day: string | undefined, text: string, rel?: string) => {
    if (day === undefined || day === view.day) return null;
    const relation = rel === undefined ? null : html` rel="${rel}"`;
    return html`<a class="button" href="${dayUrl(view.room.id, day)}"${relation} title="${day}">${text}</a> `;
  };
  return [
    link(view.firstDay, "« first day"),
    link(view.previousDay, "← previous day", "prev"),
    link(view.nextDay, "next day →", "next"),
    link(view.lastDay, "last day »"),
  ];
}
