// The star marks: beside a message, and in the side list of a room.

import { html } from "hono/html";
import { counted } from "./counts.ts";
import type { Markup } from "./markup.ts";
import type { StarsView } from "./views.ts";

/** An empty `.times` means one star; no mark at all means none. */
export function starMark(stars: StarsView | undefined): Markup | null {
  if (stars === undefined || stars.count < 1) return null;
  const classes = ["stars", "vote-count-container"];
  if (stars.byViewer) classes.push("user-star");
  if (stars.pinned) classes.push("owner-star");
  const title = counted(stars.count, "star") + (stars.pinned ? ", pinned" : "");
  return html`<span class="${classes.join(" ")}" title="${title}"><span class="img vote"></span><span class="times">${stars.count > 1 ? stars.count : ""}</span></span>`;
}

/** The same for places where a scraper that counts `.stars` would count wrongly. */
export function starNote(stars: StarsView | undefined): Markup | null {
  if (stars === undefined || stars.count < 1) return null;
  return html`<span class="star-note${stars.pinned ? " pinned-note" : ""}" title="${counted(stars.count, "star")}">${stars.count}</span>`;
}
