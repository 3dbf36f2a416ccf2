// Addresses and links of users, rooms and messages.

import { html } from "hono/html";
import type { Markup } from "./markup.ts";
import { slug } from "./slug.ts";
import type { AuthorView, RoomLinkView, UserLinkView } from "./views.ts";

export function userUrl(user: UserLinkView): string {
  return `/users/${user.id}/${slug(user.name)}`;
}

export function roomUrl(room: RoomLinkView): string {
  return `/rooms/${room.id}/${slug(room.name)}`;
}

export function roomInfoUrl(room: RoomLinkView): string {
  return `/rooms/info/${room.id}/${slug(room.name)}`;
}

export function messageUrl(roomId: number, messageId: number): string {
  return `/transcript/${roomId}?m=${messageId}#${messageId}`;
}

/** `/transcript/1/2018/3/9` for the day 2018-03-09: the real addresses have no leading zeros. */
export function dayUrl(roomId: number, day: string): string {
  return `/transcript/${roomId}/${day.replaceAll("-0", "-").replaceAll("-", "/")}`;
}

export function userLink(user: UserLinkView): Markup {
  return html`<a href="${userUrl(user)}" title="${user.name}">${user.name}</a>`;
}

export function roomLink(room: RoomLinkView): Markup {
  return html`<a href="${roomUrl(room)}">${room.name}</a>`;
}

/** The `.username` that monologues and history entries carry. */
export function username({ id, name }: AuthorView): Markup {
  return html`<div class="username">${id === null ? name : userLink({ id, name })}</div>`;
}
