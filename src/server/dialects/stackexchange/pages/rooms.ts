// The list of rooms, which is also the home page of a chat host.

import { html } from "hono/html";
import { chatPage } from "./chat-shell.ts";
import { roomCard } from "./room-card.ts";
import type { ChatShellView, RoomCardView, UnixSeconds } from "./views.ts";

export interface RoomsView {
  readonly title: string;
  readonly rooms: readonly RoomCardView[];
  readonly now: UnixSeconds;
}

export function roomsPage(shell: ChatShellView, view: RoomsView): string {
  const { title, rooms, now } = view;
  const content = html`<div class="subheader"><h1>${title}</h1></div>
<div id="roomlist">
${rooms.length === 0 ? html`<p>There are no rooms.</p>` : rooms.map((room) => roomCard(room, { now }))}
</div>`;
  return chatPage(shell, { title, content });
}
