// Everything that happened to one message: what it is now, then each change, newest first.

import { html } from "hono/html";
import { chatPage } from "./chat-shell.ts";
import { roomLink, userLink } from "./links.ts";
import type { Markup } from "./markup.ts";
import { messageBlock } from "./message.ts";
import { monologue, timestamp } from "./monologues.ts";
import { age, stamp } from "./times.ts";
import type {
  AuthorView,
  ChatShellView,
  MessageView,
  RoomLinkView,
  UnixSeconds,
  UserLinkView,
} from "./views.ts";

interface HistoryEntryBase {
  readonly by: AuthorView;
  readonly time: UnixSeconds;
}

export type HistoryEntryView = HistoryEntryBase &
  (
    | { readonly kind: "said" | "edited"; readonly source: string }
    | { readonly kind: "deleted" }
    | { readonly kind: "moved"; readonly from: RoomLinkView; readonly to: RoomLinkView }
  );

export interface PinnerView extends UserLinkView {
  readonly time?: UnixSeconds | undefined;
}

export interface HistoryView {
  readonly message: MessageView;
  readonly room: RoomLinkView;
  /** Everybody who pinned the message; a pinned message without any reads as not pinned. */
  readonly pinners: readonly PinnerView[];
  /** Newest first; the last one is what was said at first. */
  readonly entries: readonly HistoryEntryView[];
  readonly now: UnixSeconds;
}

/**
 * (ChatExchange stops at the first `p` in `#content` without a pin, so pinners come before all
 * else. Another client counts `.messages .content` and subtracts two for the number of edits.)
 */
export function historyPage(shell: ChatShellView, view: HistoryView): string {
  const { message, room, pinners, entries } = view;
  const content = html`${pinners.map((pinner) => pinnerLine(pinner, view.now))}
<h1>Message history, in ${roomLink(room)}</h1>
${monologue(message.author, html`${timestamp(message.time)}${messageBlock(message)}`)}
<h2>Changes, newest first</h2>
${entries.map(historyEntry)}`;
  return chatPage(shell, { title: `History of message ${message.id}`, content });
}

function pinnerLine(pinner: PinnerView, now: UnixSeconds): Markup {
  const { time } = pinner;
  return html`<p><span class="stars owner-star"></span> pinned by ${userLink(pinner)}${
    time !== undefined && html` <span class="soft" title="${stamp(time)}">${age(now, time)}</span>`
  }</p>
`;
}

function historyEntry(entry: HistoryEntryView): Markup {
  return monologue(
    entry.by,
    html`${timestamp(entry.time)}<div class="message"><div class="content">${whatHappened(entry)}</div></div>`,
  );
}

/** Every entry has one `<b>`: its text is what clients tell entries apart by. */
function whatHappened(entry: HistoryEntryView): Markup {
  switch (entry.kind) {
    case "said":
    case "edited":
      return html`<b>${entry.kind}:</b> <div class="message-source">${entry.source}</div>`;
    case "deleted":
      return html`<b>deleted</b>`;
    case "moved":
      return html`<b>moved</b> from ${roomLink(entry.from)} to ${roomLink(entry.to)}`;
  }
}
