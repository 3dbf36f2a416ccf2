// How a server is broken for each check of logging in, of keys and of coming into a room.

import { always, type Body } from "../edits.ts";
import {
  found,
  listing,
  onCall,
  onList,
  onListed,
  onPage,
  type StackExchangeBreaks,
  said,
  saying,
  sending,
  shown,
  status,
} from "./edits.ts";

const login = /^\/users\/login$/;
const favorites = /^\/chats\/join\/favorite$/;
const room = /^\/+rooms\/\d+/;
const form = '<form id="login-form"><input name="fkey" value="0"></form>';
const socket = /^\/ws-auth$/;
const posted = { id: 60_000_000, time: 1_795_000_000 };

/** The fixture's people of chat.stackexchange.com, whoever of them asks. */
const everybody = [1, 2, 3, 4, 5].map((number) => `{&quot;id&quot;:${101_000 + number}}`).join(",");

/** Lets pass what it has to refuse, and only that. */
const accepting = (path: RegExp, value: unknown) =>
  onCall("POST", path, (answer) => {
    if (answer.status >= 400) said(answer, value);
  });

/** Changes what is set as the cookie of a login. */
const onCookie = (edit: (cookie: string) => string) =>
  onCall("POST", login, ({ headers }) => {
    headers["set-cookie"] = edit(headers["set-cookie"] ?? "");
  });

/** As if the messages that were refused had been said. */
const sayingAll = () => {
  let text: string | null = null;
  const refused = always((asked, answer) => {
    if (sending.test(asked.path) && answer.status >= 400) {
      text = new URLSearchParams(asked.text).get("text");
    }
    if (asked.path !== "/events" || text === null) return;
    const event = { event_type: 1, id: 99_999_999, time_stamp: 1, message_id: 1, content: text };
    said(answer, { r1: { e: [event], t: 99_999_999, d: 1 } });
  });
  return refused();
};

export const accessBreaks = {
  "stackexchange.login.form": [
    onPage(login, 'name="fkey"', 'name="key"'),
    onPage(login, 'id="password"', 'id="word"'),
    onPage(login, 'id="login-form"', 'id="form"'),
    status("GET", login, 404),
  ],
  "stackexchange.login.query-ignored": onCall("GET", login, (answer, { query }) => {
    if (query.size > 0) answer.text = answer.text.replaceAll("fkey", "key");
  }),
  "stackexchange.login.redirect": [
    onCall("POST", login, (answer) => shown(answer, form)),
    onCall("POST", login, ({ headers }) => {
      headers["location"] = "http://meta.stackexchange.com/";
    }),
    status("GET", /^\/$/, 404),
    onPage(/^\/$/, "my-profile", "profile"),
  ],
  "stackexchange.login.acct": [
    onCookie((cookie) => cookie.replaceAll("acct=", "account=")),
    onCookie((cookie) => cookie.replaceAll(/domain=[^;,]+;?/gi, "")),
    onCookie((cookie) => `${cookie}, acct=t=a&s=b; domain=.stackoverflow.com`),
    onCookie((cookie) => cookie.replaceAll(/; *secure/gi, "")),
    onCookie((cookie) => cookie.replaceAll(/; *httponly/gi, "")),
    onCookie((cookie) => cookie.replaceAll(/acct=[^;]+/g, "acct=token")),
  ],
  "stackexchange.login.wrong-password": [
    status("POST", login, 403),
    onCall("POST", login, ({ headers }) => {
      headers["set-cookie"] = "acct=t=a&s=b; domain=.stackexchange.com";
    }),
    onCall("POST", login, (answer) => shown(answer, "<p>No.</p>")),
  ],
  "stackexchange.login.fkey": onCall("POST", login, ({ headers }) => {
    headers["set-cookie"] = "acct=t=a&s=b; domain=.stackexchange.com";
  }),
  "stackexchange.login.tracked": status("POST", /\/track$/, 404),
  "stackexchange.login.identity": [
    onPage(favorites, /href="\/users\/\d+/, 'href="/users/0'),
    onPage(favorites, /(<a href="\/users\/[^>]*>)[^<]*/, "$1Somebody"),
  ],
  "stackexchange.login.cookie": [
    onCall("GET", login, (answer) => shown(answer, form)),
    onPage(/^\/$/, "my-profile", "profile"),
  ],
  "stackexchange.login.no-profile": [
    onCall("GET", /^\/$/, (answer) =>
      shown(answer, '<a class="my-profile" href="/users/1/a">a</a>'),
    ),
    onPage(login, "<form", '<a class="a my-profile">a</a><form'),
  ],
  "stackexchange.login.out": [
    onPage(favorites, /\/users\/login[^"]*/, "/users/1/a"),
    status("POST", /^\/users\/logout$/, 404),
  ],
  "stackexchange.fkey.present": [
    onPage(favorites, 'name="fkey"', 'name="key"'),
    onPage(favorites, /value="[\da-f]{32}"/, 'value="1"'),
    onPage(favorites, /href="\/users\/\d+/, 'href="/users/0'),
    onPage(favorites, /(<a href="\/users\/[^>]*>)[^<]*/, "$1Somebody"),
  ],
  "stackexchange.fkey.anonymous": [
    onPage(favorites, /value="[\da-f]{32}"/, 'value=""'),
    onPage(favorites, /\/users\/login[^"]*/, "/users/1/a"),
  ],
  "stackexchange.fkey.one-per-session": onPage(
    room,
    /value="[\da-f]{32}"/,
    'value="00000000000000000000000000000000"',
  ),
  "stackexchange.fkey.wrong": [accepting(sending, posted), sayingAll],
  "stackexchange.fkey.missing": [accepting(sending, posted), sayingAll],
  "stackexchange.fkey.anonymous-writing": accepting(sending, posted),
  "stackexchange.socket.address": [
    saying(socket, { url: "wss://chat.sockets.stackexchange.com/events/2/0" }),
    saying(socket, { url: "https://chat.sockets.stackexchange.com/events/1" }),
    saying(socket, {}),
  ],
  "stackexchange.socket.key": accepting(socket, { url: "wss://host/events/1/0" }),
  "stackexchange.join.shape": [
    onList((body) => delete body.time),
    onList((body) => delete body.sync),
    onList((body) => {
      body.sync *= 1000;
    }),
    status("POST", listing, 500),
  ],
  "stackexchange.join.time": onList((body) => {
    body.time = 77_000_000;
  }),
  "stackexchange.join.message": [
    onListed((message) => delete message.content),
    onListed((message) => {
      message.user_id += 1;
    }),
    onListed((message) => {
      message.user_name = "Somebody";
    }),
    onListed((message) => {
      message.id = 1;
    }),
    onListed((message) => {
      message.room_name = "Sandbox";
    }),
    onListed((message) => {
      message.time_stamp = 1;
    }),
  ],
  "stackexchange.join.order": [
    onList(({ events }) => events.reverse()),
    onList(({ events }) => events.pop()),
    onList(({ events }) => {
      events[2].message_id = events[0].message_id;
    }),
  ],
  "stackexchange.join.none": [
    onList((body) => {
      body.events = [{ event_type: 1, time_stamp: 1, room_id: 1, message_id: 1 }];
    }),
    onList((body) => delete body.time),
  ],
  "stackexchange.join.most": onList((body) => {
    const message = { event_type: 1, time_stamp: 1, room_id: 1, message_id: 1 };
    body.events = Array.from({ length: 501 }, () => message);
  }),
  "stackexchange.join.before": [
    onList((body) => {
      body.events = [];
    }),
    onList(({ events }) => {
      const last: Body = events.at(-1);
      if (last) events.push({ ...last, message_id: 99_999_999 });
    }),
  ],
  "stackexchange.join.after": [
    onList(({ events }) => events.shift()),
    onList(({ events }) => events.unshift({ ...events[0], message_id: 1 })),
  ],
  "stackexchange.join.mode-case": onList((body, { text }) => {
    if (text.includes("MESSAGES")) body.events = [];
  }),
  "stackexchange.join.anonymous": onCall("POST", listing, (answer, { headers }) => {
    if (!headers.get("cookie")?.includes("acct")) said(answer, "No.", 403);
  }),
  "stackexchange.join.unknown": [
    onCall("POST", listing, (answer) => {
      if (answer.status === 404) answer.text = "No.";
    }),
    onCall("POST", listing, (answer) => {
      if (answer.status === 404) answer.status = 403;
    }),
  ],
  "stackexchange.join.leave": [
    status("POST", /^\/chats\/leave/, 404),
    status("POST", /^\/\/chats\/leave/, 404),
  ],
  "stackexchange.join.favorites": [status("POST", favorites, 404), saying(favorites, { ok: true })],
  "stackexchange.join.leave-all": [
    status("POST", /\/leave\/all$/, 404),
    onPage(room, /data-users="[^"]*"/, `data-users="[${everybody}]"`),
  ],
  "stackexchange.room.unknown": found(room),
  "stackexchange.room.unknown-info": found(/^\/rooms\/info/),
} as const satisfies StackExchangeBreaks;
