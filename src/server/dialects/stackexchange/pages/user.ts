// The profile of a chat user.

import { html } from "hono/html";
import { diamond, reputationScore } from "./badges.ts";
import { chatPage } from "./chat-shell.ts";
import { counted } from "./counts.ts";
import type { Markup } from "./markup.ts";
import { undecorated } from "./names.ts";
import { roomCard } from "./room-card.ts";
import { age, dayOf } from "./times.ts";
import type { ChatShellView, RoomCardView, UnixSeconds } from "./views.ts";

export interface ParentUserView {
  readonly siteName: string;
  readonly url: string;
  readonly name: string;
}

export interface UserView {
  readonly id: number;
  readonly name: string;
  readonly isModerator: boolean;
  readonly messageCount: number;
  readonly roomCount: number;
  /** Absent for users without any, such as system users: clients read -1 then. */
  readonly reputation?: number | undefined;
  readonly since?: UnixSeconds | undefined;
  readonly lastMessage?: UnixSeconds | undefined;
  readonly lastSeen?: UnixSeconds | undefined;
  readonly about?: string | undefined;
  readonly parentUser?: ParentUserView | undefined;
  /** In both lists a room's message count is this user's. */
  readonly ownedRooms: readonly RoomCardView[];
  readonly presentRooms: readonly RoomCardView[];
  readonly now: UnixSeconds;
}

export function userPage(shell: ChatShellView, user: UserView): string {
  const name = undecorated(user.name);
  const owned = new Set(user.ownedRooms.map(({ id }) => id));
  const card = { now: user.now, countedFor: name };
  const content = html`<div class="subheader"><h1>${name}</h1></div>
<div class="columns">
<div class="xxl-info-layout wide">
<div class="usercard-xxl">
<div class="user-status">${name}${user.isModerator && html`&nbsp;${diamond}`}</div>
<table class="user-stats"><tbody>
${statRows(user)}
</tbody></table>
<div class="soft">all time messages: <span class="user-message-count-xxl" title="${user.messageCount} all time messages">${user.messageCount}</span></div>
<div class="soft">all time rooms: <span class="user-room-count-xxl" title="${counted(user.roomCount, "all time room")}">${user.roomCount}</span></div>
</div>
<div id="user-owningcards">
<h2>Owner of these rooms</h2>
${user.ownedRooms.map((room) => roomCard(room, card))}
</div>
</div>
<div class="xxl-info-layout">
<div id="user-roomcards">
<h2>Currently in these rooms</h2>
<div id="user-roomcards-container">
${user.presentRooms.map((room) => roomCard(room, { ...card, withId: !owned.has(room.id) }))}
</div>
</div>
</div>
</div>`;
  return chatPage(shell, { title: `User ${name}`, content });
}

/**
 * (ChatExchange counts the value cells and fails on any white space in the second and third; another
 * client pairs each key with the value after it.)
 */
function statRows(user: UserView): readonly Markup[] {
  const { now, since, about } = user;
  return [
    statRow("chat user since", since === undefined ? "n/a" : dayOf(since)),
    statRow("last message", age(now, user.lastMessage)),
    statRow("last seen", age(now, user.lastSeen)),
    statRow("about", about ?? ""),
    statRow("parent user", parentUser(user)),
  ];
}

function statRow(key: string, value: string | Markup): Markup {
  return html`<tr><td class="user-keycell">${key}</td><td class="user-valuecell">${value}</td></tr>
`;
}

function parentUser({ parentUser: parent, reputation }: UserView): Markup {
  const link =
    parent && html`<a href="${parent.url}" title="${parent.siteName}">${parent.name}</a>`;
  return html`${link ?? "n/a"}${reputationScore(reputation)}`;
}
