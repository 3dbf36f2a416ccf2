// What there is to know about a room, one tab at a time.

import { html, raw } from "hono/html";
import { accessSprite, tagLinks } from "./badges.ts";
import { chatPage } from "./chat-shell.ts";
import { roomInfoUrl, roomUrl, userLink } from "./links.ts";
import type { Markup } from "./markup.ts";
import { monologues } from "./monologues.ts";
import { age, dayOf } from "./times.ts";
import { userCard } from "./user-card.ts";
import type {
  ChatShellView,
  MessageView,
  RoomAccess,
  UnixSeconds,
  UserCardView,
  UserLinkView,
} from "./views.ts";

export const roomInfoTabs = [
  "general",
  "stars",
  "conversations",
  "schedule",
  "feeds",
  "access",
] as const;

export interface RoomAccessGrantView {
  readonly user: UserLinkView;
  readonly access: "owner" | "read-write" | "read-only";
}

export type RoomInfoTabView =
  | {
      readonly name: "general";
      readonly owners: readonly UserCardView[];
      readonly users: readonly UserCardView[];
      readonly usersKind: "current" | "frequent";
    }
  | { readonly name: "stars"; readonly messages: readonly MessageView[] }
  | { readonly name: "access"; readonly grants: readonly RoomAccessGrantView[] }
  | { readonly name: "conversations" | "schedule" | "feeds" };

export interface RoomInfoView {
  readonly id: number;
  readonly name: string;
  readonly descriptionHtml: string;
  readonly tags: readonly string[];
  readonly access: RoomAccess;
  readonly messageCount: number;
  readonly userCount: number;
  /** The Q&A site that the room belongs to. */
  readonly parentSite?: string | undefined;
  readonly firstMessage?: UnixSeconds | undefined;
  readonly lastMessage?: UnixSeconds | undefined;
  readonly now: UnixSeconds;
  readonly tab: RoomInfoTabView;
}

export function roomInfoPage(shell: ChatShellView, view: RoomInfoView): string {
  const content = html`<div class="subheader">
<h1>${view.name}</h1>
<div id="tabs">${roomInfoTabs.map((name) => html`<a${name === view.tab.name && raw(' class="youarehere"')} href="?tab=${name}">${name}</a> `)}</div>
</div>
${tabContent(view)}`;
  return chatPage(shell, { title: view.name, content });
}

function tabContent(view: RoomInfoView): Markup {
  const { tab } = view;
  switch (tab.name) {
    case "general":
      return general(view, tab);
    case "stars":
      return tab.messages.length === 0
        ? html`<p>No message in this room has been starred.</p>`
        : monologues(tab.messages);
    case "access":
      return access(view, tab.grants);
    case "conversations":
      return html`<p>There are no bookmarked conversations in this room.</p>`;
    case "schedule":
      return html`<p>There are no events scheduled in this room.</p>`;
    case "feeds":
      return html`<p>There are no feeds in this room.</p>`;
  }
}

function general(
  view: RoomInfoView,
  { owners, users, usersKind }: Extract<RoomInfoTabView, { name: "general" }>,
): Markup {
  const card = { roomId: view.id, now: view.now };
  return html`<div class="columns">
<div class="xxl-info-layout wide">
${roomCard(view)}
<div id="room-ownercards">
<h2>Owners of this room</h2>
${owners.map((user) => userCard(user, { ...card, kind: "owner-user" }))}
</div>
</div>
<div class="xxl-info-layout">
<div id="room-usercards">
<div class="subtabs">${usersTab(view, usersKind, "current")} ${usersTab(view, usersKind, "frequent")}</div>
<div id="room-usercards-container">
${users.map((user) => userCard(user, { ...card, kind: "user" }))}
</div>
</div>
</div>
</div>`;
}

/**
 * (ChatExchange takes the first `p` here for the description, and the first `img` for the parent
 * site; others take the text of the second table cell of the first row for the first message.)
 */
function roomCard(view: RoomInfoView): Markup {
  const { firstMessage } = view;
  return html`<div class="roomcard-xxl" id="room-${view.id}">
${accessSprite(view.access)}
<h1>${view.name}</h1>
<p>${raw(view.descriptionHtml)}</p>
<div>${parentSiteMark(view.parentSite)} ${tagLinks(view.tags)}</div>
<table class="room-stats"><tbody>
<tr><td class="room-keycell">first message</td><td>${firstMessage === undefined ? "n/a" : dayOf(firstMessage)}</td></tr>
<tr><td class="room-keycell">last message</td><td>${age(view.now, view.lastMessage)}</td></tr>
</tbody></table>
<div><a class="button" href="${roomUrl(view)}">join this room</a> &middot; <a class="button" href="/transcript/${view.id}">view transcript</a></div>
<div class="soft">all time messages: <span class="room-message-count-xxl" title="${view.messageCount} all time messages">${view.messageCount}</span></div>
<div class="soft">all time users: <span class="room-user-count-xxl" title="all time users">${view.userCount}</span></div>
</div>`;
}

/** One transparent pixel: clients want an `img` with a title, and no page loads anything. */
const pixel = "data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7";

function parentSiteMark(name: string | undefined): Markup | null {
  if (name === undefined) return null;
  return html`<img class="small-site-logo" title="${name}" alt="" width="1" height="1" src="${pixel}" />${name}`;
}

function usersTab(view: RoomInfoView, here: string, kind: "current" | "frequent"): Markup {
  const url = `${roomInfoUrl(view)}?id=${view.id}&tab=general&users=${kind}`;
  return html`<a${here === kind && raw(' class="youarehere"')} href="${url}">${kind === "current" ? "currently" : "frequently"} in room</a>`;
}

const accessTexts: Readonly<Record<RoomAccess, string>> = {
  public: "Anyone may enter this room, and everybody with enough reputation can talk.",
  gallery: "Anyone may enter this room, but only approved users can talk.",
  private: "Only approved users may enter this room.",
};

function access(view: RoomInfoView, grants: readonly RoomAccessGrantView[]): Markup {
  return html`<p>${accessTexts[view.access]}</p>
<ul id="access-list">
${grants.map((grant) => html`<li>${userLink(grant.user)} <span class="soft">${grant.access}</span></li>\n`)}
</ul>`;
}
