// A user in the lists of a room's owners and users.

import { html } from "hono/html";
import { diamond, reputationScore } from "./badges.ts";
import { shortCount } from "./counts.ts";
import { messageUrl, userUrl } from "./links.ts";
import type { Markup } from "./markup.ts";
import { undecorated } from "./names.ts";
import { age } from "./times.ts";
import type { UnixSeconds, UserCardView } from "./views.ts";

export interface UserCardOptions {
  readonly kind: "owner-user" | "user";
  readonly roomId: number;
  readonly now: UnixSeconds;
}

export function userCard(user: UserCardView, { kind, roomId, now }: UserCardOptions): Markup {
  const { isModerator, lastPost, messageCount } = user;
  const name = undecorated(user.name);
  // (ChatExchange takes the first link's text for the name: in the vendor's pages that link wraps
  // the avatar and has none. Other clients cut " ♦" off the end of the title.)
  return html`<div id="${kind}-${user.id}" class="usercard">
<div class="user-header" title="${isModerator ? `${name} ♦` : name}">
<h3><a class="username${isModerator ? " moderator" : ""}" href="${userUrl(user)}">${name}</a>${isModerator && html` ${diamond}`}</h3>
<a class="avatar-link" href="${userUrl(user)}" tabindex="-1" aria-hidden="true"><span class="user-gravatar48">${initial(name)}</span></a>
${reputationScore(user.reputation)}
${user.about !== undefined && html`<div class="user-message-info" title="${user.about}">${user.about}</div>`}
</div>
<div class="user-details soft">${
    lastPost !== undefined &&
    html`last post here <a class="permalink" href="${messageUrl(roomId, lastPost.messageId)}">${age(now, lastPost.time)}</a>`
  }</div>
${
  messageCount !== undefined &&
  html`<div class="user-message-count soft" title="${messageCount} all time messages">messages: ${shortCount(messageCount)}</div>`
}
</div>
`;
}

function initial(name: string): string {
  return [...name][0]?.toUpperCase() ?? "?";
}
