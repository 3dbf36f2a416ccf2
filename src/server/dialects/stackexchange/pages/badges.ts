// The small marks that rooms and users carry: access, tags, reputation, the diamond.

import { html, raw } from "hono/html";
import { shortCount } from "./counts.ts";
import type { Markup } from "./markup.ts";
import type { RoomAccess } from "./views.ts";

/** Written as a reference: a client looks for these very characters in the page's source. */
export const diamond: Markup = raw("&#9830;");

const accessTitles = {
  gallery: "Gallery: anyone may enter, but only approved users can talk",
  private: "Private: only approved users may enter",
} as const;

export function accessSprite(access: RoomAccess): Markup | null {
  if (access === "public") return null;
  return html`<span class="sprite sprite-sec-${access}" title="${accessTitles[access]}">[${access}]</span> `;
}

export function tagLinks(tags: readonly string[]): Markup {
  return html`${tags.map((tag) => html`<a class="tag" href="/rooms?tag=${encodeTag(tag)}">${tag}</a> `)}`;
}

/** The title is the exact number that clients read. */
export function reputationScore(reputation: number | undefined): Markup | null {
  if (reputation === undefined) return null;
  return html`<div class="user-flair"><span class="reputation-score" title="${reputation}">${shortCount(reputation)}</span></div>`;
}

/** (encodeURIComponent throws on half a surrogate pair.) */
function encodeTag(tag: string): string {
  return encodeURIComponent(tag.toWellFormed());
}
