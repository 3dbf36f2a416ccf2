// A room in a list of rooms.

import { html, raw } from "hono/html";
import { accessSprite, tagLinks } from "./badges.ts";
import { counted, shortCount } from "./counts.ts";
import { roomInfoUrl, roomLink } from "./links.ts";
import type { Markup } from "./markup.ts";
import { age } from "./times.ts";
import type { RoomCardView, UnixSeconds } from "./views.ts";

export interface RoomCardOptions {
  readonly now: UnixSeconds;
  /** False where another card of the same room is on the page already. */
  readonly withId?: boolean;
  /** Whose messages the count means, on a profile. */
  readonly countedFor?: string;
}

export function roomCard(room: RoomCardView, options: RoomCardOptions): Markup {
  const id = options.withId === false ? null : html` id="room-${room.id}"`;
  const by = options.countedFor === undefined ? "" : ` (by ${options.countedFor})`;
  // (A client reads the digits at the start of this title.)
  const countTitle = `${room.messageCount} all time messages${by}`;
  return html`<div${id} class="roomcard${room.frozen ? " frozen" : ""}">
<div class="room-header">
<h3>${accessSprite(room.access)}<span class="room-name" title="${room.name}">${roomLink(room)}</span></h3>
<div class="room-description">${raw(room.descriptionHtml)}</div>
</div>
<div class="room-tags">${tagLinks(room.tags)}</div>
<div class="soft">
<span class="last-activity">${age(options.now, room.lastMessage)}</span> &middot;
<span class="room-users">${counted(room.presentCount, "user")} present</span> &middot;
<span class="room-message-count" title="${countTitle}"><a href="/transcript/${room.id}">${shortCount(room.messageCount)}</a></span> messages &middot;
<span class="room-info-link"><a href="${roomInfoUrl(room)}">info</a></span>${room.frozen ? " · frozen" : ""}
</div>
</div>
`;
}
