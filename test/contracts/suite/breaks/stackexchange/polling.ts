// How a server is broken for each check of what polls tell.

import type { Body } from "../edits.ts";
import {
  onCall,
  onEvent,
  onNews,
  type StackExchangeBreaks,
  said,
  status,
  without,
} from "./edits.ts";

const event = { event_type: 21, id: 1, time_stamp: 1 };

/** Tells of an event again and again. */
const again = () => {
  let first: Body;
  return onNews((news) => {
    first ??= news.e?.[0];
    if (first && news.e) news.e = [...new Map([first, ...news.e].map((e) => [e.id, e])).values()];
  })();
};

/** Takes away what polls tell, from the second one on. */
const growing = () => {
  let id = 90_000_000;
  return onNews(({ e = [] }) => {
    for (const one of e) one.id = ++id;
  })();
};

const backwards = onNews((news) => news.e?.reverse());
const foreign = (type: number) =>
  onNews(({ e = [] }) => {
    const posted = e.findLast(({ event_type }: Body) => event_type === 1);
    if (posted) e.unshift({ ...posted, event_type: type });
  });

export const pollingBreaks = {
  "stackexchange.polling.newer": [
    onNews((news) => {
      if (news.e) news.e.unshift(event);
    }),
    // What is at the marker itself is told again.
    onNews((news, { text }) => {
      const id = Number(new URLSearchParams(text).get("r1"));
      if (!news.e) Object.assign(news, { e: [{ ...event, id }], t: id, d: 0 });
    }),
  ],
  "stackexchange.polling.once": again,
  "stackexchange.polling.same": growing,
  "stackexchange.polling.marker": [
    onNews((news) => {
      if (news.t) news.t -= 1;
    }),
    onNews((news) => {
      if (news.d) news.d += 1;
    }),
    onNews((news) => delete news.d),
  ],
  "stackexchange.polling.nothing": [
    onNews((news) => {
      news.e ??= [];
      news.t ??= 1;
      news.d ??= 0;
    }),
    onCall("POST", /^\/events$/, (answer) => {
      if (!answer.text.includes('"e"')) said(answer, {});
    }),
  ],
  "stackexchange.polling.anonymous": onCall("POST", /^\/events$/, (answer, { headers }) => {
    if (!headers.get("cookie")?.includes("acct")) said(answer, { r1: {} });
  }),
  "stackexchange.polling.posted": [
    without(1),
    onEvent(1, (one) => delete one.room_name),
    onEvent(1, (one) => {
      one.room_name = "Another";
    }),
    onEvent(1, (one) => {
      one.content = "something else";
    }),
    onEvent(1, (one) => {
      one.user_id = 1;
    }),
    onEvent(1, (one) => {
      one.time_stamp *= 1000;
    }),
    onEvent(1, (one) => {
      one.message_edits = 1;
    }),
    onEvent(1, (one) => delete one.user_name),
  ],
  "stackexchange.polling.edited": [
    without(2),
    onEvent(2, (one) => delete one.message_edits),
    onEvent(2, (one) => delete one.content),
  ],
  "stackexchange.polling.deleted": [
    without(10),
    onEvent(10, (one) => {
      one.content = "still here";
    }),
    onEvent(10, (one) => {
      one.user_id = 1;
    }),
  ],
  "stackexchange.polling.entered": [
    without(3),
    onEvent(3, (one) => delete one.target_user_id),
    onEvent(3, (one) => delete one.user_name),
  ],
  "stackexchange.polling.left": [
    without(4),
    onEvent(4, (one) => delete one.target_user_id),
    onEvent(4, (one) => delete one.user_name),
  ],
  "stackexchange.owner.gives-access": [
    without(15),
    onEvent(15, (one) => {
      one.content = "Access now owner";
    }),
    onEvent(15, (one) => {
      one.target_user_id = 1;
    }),
    status("POST", /setuseraccess/, 404),
  ],
  "stackexchange.owner.invites": [
    without(17),
    onEvent(17, (one) => delete one.content),
    status("POST", /^\/users\/invite$/, 404),
  ],
  "stackexchange.polling.edited-reply": [
    onEvent(2, (one) => delete one.parent_id),
    onEvent(2, (one) => delete one.show_parent),
  ],
  "stackexchange.polling.reply-to-oneself": [
    without(18),
    backwards,
    onEvent(18, (one) => delete one.target_user_id),
    onEvent(18, (one) => delete one.parent_id),
    onEvent(1, (one) => {
      one.id += 1;
    }),
  ],
  "stackexchange.polling.reply": [
    without(18),
    backwards,
    onEvent(18, (one) => {
      one.target_user_id = 1;
    }),
    foreign(18),
  ],
  "stackexchange.polling.mention": [
    without(8),
    backwards,
    onEvent(8, (one) => {
      one.user_id = 1;
    }),
    foreign(8),
  ],
  "stackexchange.polling.no-call-to-oneself": foreign(8),
} as const satisfies StackExchangeBreaks;
