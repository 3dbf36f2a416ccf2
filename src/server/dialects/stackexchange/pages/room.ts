// A room as somebody in it sees it: what was said lately, who is present, what is starred.

import { html, raw } from "hono/html";
import { accessSprite, diamond, tagLinks } from "./badges.ts";
import { chatPage } from "./chat-shell.ts";
import { roomInfoUrl, userLink } from "./links.ts";
import type { Markup } from "./markup.ts";
import { monologues } from "./monologues.ts";
import { starredPost } from "./starred.ts";
import { starNote } from "./stars.ts";
import { age } from "./times.ts";
import type { ChatShellView, MessageView, RoomAccess, UnixSeconds } from "./views.ts";

export interface PresentUserView {
  readonly id: number;
  readonly name: string;
  readonly emailHash: string;
  readonly reputation: number;
  readonly lastPost?: UnixSeconds | undefined;
  readonly isModerator: boolean;
  readonly isOwner: boolean;
}

export interface RoomView {
  readonly id: number;
  readonly name: string;
  readonly descriptionHtml: string;
  readonly tags: readonly string[];
  readonly access: RoomAccess;
  readonly frozen: boolean;
  /** Oldest first. */
  readonly messages: readonly MessageView[];
  readonly present: readonly PresentUserView[];
  readonly starred: readonly MessageView[];
  readonly mayPost: boolean;
  readonly now: UnixSeconds;
}

export function roomPage(shell: ChatShellView, room: RoomView): string {
  const content = html`<div class="subheader">
<h1 id="roomname">${room.name}</h1>
</div>
<div class="columns">
<div id="main" class="wide">
<div id="chat">
${monologues(room.messages)}
</div>
${room.mayPost ? inputArea(shell, room) : html`<p class="soft" id="input-note">${whyNot(shell, room)}</p>`}
</div>
<div id="sidebar" class="side">
<div id="roomdesc">${raw(room.descriptionHtml)}</div>
<div id="room-tags">${tagLinks(room.tags)}</div>
<div class="soft">${accessSprite(room.access)}<a href="${roomInfoUrl(room)}">info</a> &middot; <a href="/transcript/${room.id}">transcript</a></div>
${presentUsers(room.present)}
<h2>Starred</h2>
<ul id="starred-posts">
${room.starred.map((message) => starredPost(message, starNote(message.stars), age(room.now, message.time)))}
</ul>
</div>
</div>`;
  return chatPage(shell, { title: room.name, content });
}

/** Clients read `textarea#input` as "may post". */
function inputArea(shell: ChatShellView, room: RoomView): Markup {
  return html`<form id="input-area" method="post" action="/chats/${room.id}/messages/new">
<input name="fkey" type="hidden" value="${shell.fkey}" />
<textarea id="input" name="text" rows="3" aria-label="Message"></textarea>
<button id="sayit-button" type="submit">send</button>
</form>`;
}

function whyNot({ viewer }: ChatShellView, { frozen }: RoomView): string {
  if (frozen) return "The room has been frozen; new messages cannot be added.";
  return viewer === null ? "Log in to talk in this room." : "You cannot talk in this room.";
}

function presentUsers(users: readonly PresentUserView[]): Markup {
  const records = users.map((user) => ({
    id: user.id,
    name: user.name,
    email_hash: user.emailHash,
    reputation: user.reputation,
    last_post: user.lastPost ?? null,
    is_moderator: user.isModerator,
    is_owner: user.isOwner ? true : null,
  }));
  return html`<h2>Users present</h2>
<div class="js-present" data-users="${JSON.stringify(records)}"></div>
<ul id="present-users">
${users.map((user) => html`<li id="present-user-${user.id}">${userLink(user)}${user.isModerator && html` ${diamond}`}${user.isOwner && html` <span class="soft">owner</span>`}</li>\n`)}
</ul>`;
}
