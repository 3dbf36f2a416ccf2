// The judge of Stack Exchange chat on single exchanges: what keeps the contract, what breaks it and where, and what cannot be judged.

import { expect, test } from "vitest";
import { type Exchange, validateExchange } from "../../src/contracts/index.ts";

const html = { "content-type": "text/html; charset=utf-8" };
const json = { "content-type": "application/json" };
const chat = "https://chat.stackexchange.com";
const site = "https://meta.stackexchange.com";

interface Short {
  readonly method?: string;
  readonly url: string;
  readonly host?: string;
  readonly status?: number;
  readonly headers?: Record<string, string>;
  readonly body?: unknown;
  readonly strict?: boolean;
}

function exchange({
  method = "GET",
  url,
  host,
  status = 200,
  headers,
  body,
  strict,
}: Short): Exchange {
  return {
    vendor: "stackexchange",
    ...(strict && { strict }),
    request: { method, url, ...(host && { headers: { Host: host } }) },
    response: { status, ...(headers && { headers }), body },
  };
}

const fkey = "0123456789abcdef0123456789abcdef";
const input = `<input name="fkey" type="hidden" value="${fkey}" />`;
const topBar = '<span class="topbar-menu-links"><a href="/users/1/a">a</a></span>';
const event = {
  event_type: 1,
  id: 2,
  time_stamp: 3,
  room_id: 1,
  room_name: "a",
  user_id: 4,
  user_name: "b",
  message_id: 5,
  content: "c",
};
const frame = (one: object) => ({ r1: { e: [one], t: 2, d: 1 } });
const list = { events: [], time: 1, sync: 2, ms: 0 };

const good: readonly (readonly [what: string, operation: string, Short])[] = [
  ["a site's home", "Site_ShowHome", { url: `${site}/`, headers: html, body: "" }],
  ["a chat host's home", "Chat_ShowHome", { url: chat, headers: html, body: "" }],
  [
    "a login page",
    "Site_ShowLogin",
    { url: `${site}/users/login?returnurl%20=%20%2F`, headers: html, body: input },
  ],
  [
    "a login page for who is in already",
    "Site_ShowLogin",
    { url: `${site}/users/login`, status: 302, headers: {} },
  ],
  ["a login", "Site_LogIn", { method: "POST", url: `${site}/users/login`, status: 302 }],
  [
    "a failed login",
    "Site_LogIn",
    { method: "POST", url: `${site}/users/login`, headers: html, body: input },
  ],
  [
    "favourites",
    "Chat_ShowFavorites",
    { url: `${chat}/chats/join/favorite`, headers: html, body: topBar + input },
  ],
  [
    "a list",
    "Chat_ListEvents",
    { method: "POST", url: `${chat}/chats/1/events/`, headers: json, body: list },
  ],
  [
    "a path with two slashes",
    "Chat_Leave",
    { method: "POST", url: `${chat}//chats/leave/1`, headers: json, body: '"ok"' },
  ],
  [
    "a message sent",
    "Chat_Send",
    { method: "POST", url: `${chat}/chats/1/messages/new`, body: { id: 1, time: 2 } },
  ],
  [
    "a duplicate",
    "Chat_Send",
    { method: "POST", url: `${chat}/chats/1/messages/new`, body: { id: null, time: null } },
  ],
  [
    "a throttle",
    "Chat_Send",
    {
      method: "POST",
      url: `${chat}/chats/1/messages/new`,
      status: 409,
      body: "You can perform this action again in 1 second.",
    },
  ],
  [
    "an edit too late",
    "Chat_Edit",
    {
      method: "POST",
      url: `${chat}/messages/12345678`,
      body: '"It is too late to edit this message"',
    },
  ],
  [
    "a deletion of what is not there",
    "Chat_Delete",
    { method: "POST", url: `${chat}/messages/1/delete`, status: 302 },
  ],
  ["a poll", "Chat_Poll", { method: "POST", url: `${chat}/events`, body: frame(event) }],
  ["a poll without news", "Chat_Poll", { method: "POST", url: `${chat}/events`, body: { r1: {} } }],
  [
    "an event without a user",
    "Chat_Poll",
    {
      method: "POST",
      url: `${chat}/events`,
      body: frame({ event_type: 6, id: 2, time_stamp: 3, message_id: 5 }),
    },
  ],
  [
    "who can be called",
    "Chat_ListPingable",
    { url: `${chat}/rooms/pingable/1`, body: [[1, "a", 2, 3]] },
  ],
  [
    "a room that is not there",
    "Chat_ShowRoom",
    { url: `${chat}/rooms/9/anything`, status: 404, headers: html, body: "no" },
  ],
  [
    "a host in the header",
    "Chat_ListRooms",
    {
      url: "http://127.0.0.1:2428/rooms",
      host: "chat.stackoverflow.com:443",
      headers: html,
      body: "",
    },
  ],
  [
    "the OpenID provider",
    "OpenId_ShowLogin",
    { url: "https://openid.stackexchange.com/account/login", headers: html, body: input },
  ],
  ["a path alone", "Chat_GetRoomThumb", { url: "/rooms/thumbs/1", status: 404 }],
];

test.each(good)("%s keeps the contract", (_, operation, short) => {
  const verdict = validateExchange(exchange(short));
  expect(verdict).toEqual({ operation, apiVersion: "current", violations: [] });
});

const bad: readonly (readonly [what: string, rule: string, pointer: string, Short])[] = [
  [
    "a login page without a key",
    "login.form",
    "/body",
    { url: `${site}/users/login`, headers: html, body: '<input name="fkey" value="">' },
  ],
  [
    "a login page of another media type",
    "pages.html",
    "/headers/content-type",
    { url: `${site}/users/login`, headers: json, body: input },
  ],
  [
    "a login refused with 403 is allowed, a server error is not",
    "status.Site_LogIn",
    "/status",
    { method: "POST", url: `${site}/users/login`, status: 500 },
  ],
  [
    "favourites without a top bar",
    "pages.top-bar",
    "/body",
    { url: `${chat}/chats/join/favorite`, headers: html, body: input },
  ],
  [
    "a list without a marker",
    "schema.EventList",
    "/body/time",
    { method: "POST", url: `${chat}/chats/1/events`, body: { ...list, time: undefined } },
  ],
  [
    "a message sent without an id",
    "schema.Sent",
    "/body/id",
    { method: "POST", url: `${chat}/chats/1/messages/new`, body: { time: 2 } },
  ],
  [
    "a message made with 201",
    "status.Chat_Send",
    "/status",
    { method: "POST", url: `${chat}/chats/1/messages/new`, status: 201, body: { id: 1, time: 2 } },
  ],
  [
    "a throttle without words",
    "throttle.refusal",
    "/body",
    {
      method: "POST",
      url: `${chat}/chats/1/messages/new`,
      status: 409,
      headers: { "content-length": "0" },
    },
  ],
  [
    "an edit that answers bare text",
    "schema.Outcome",
    "/body",
    { method: "POST", url: `${chat}/messages/12345678`, body: "ok" },
  ],
  [
    "an event without the name of its room",
    "schema.EventFrame",
    "/body/r1/e/0",
    { method: "POST", url: `${chat}/events`, body: frame({ ...event, room_name: undefined }) },
  ],
  [
    "an event without its message",
    "schema.EventFrame",
    "/body/r1/e/0/message_id",
    { method: "POST", url: `${chat}/events`, body: frame({ ...event, message_id: undefined }) },
  ],
  [
    "somebody who comes without a name",
    "schema.EventFrame",
    "/body/r1/e/0/user_id",
    { method: "POST", url: `${chat}/events`, body: frame({ event_type: 3, id: 2, time_stamp: 3 }) },
  ],
  [
    "news with events and no marker",
    "schema.EventFrame",
    "/body/r1",
    { method: "POST", url: `${chat}/events`, body: { r1: { e: [event] } } },
  ],
  [
    "a tuple of three",
    "schema.Pingable",
    "/body/0",
    { url: `${chat}/rooms/pingable/1`, body: [[1, "a", 2]] },
  ],
  [
    "an address with a query",
    "schema.SocketAddress",
    "/body/url",
    { method: "POST", url: `${chat}/ws-auth`, body: { url: "wss://host/events/1/0?l=1" } },
  ],
  [
    "a room without those who are there",
    "room.present",
    "/body",
    { url: `${chat}/rooms/1`, headers: html, body: "<h1>a</h1>" },
  ],
  [
    "a profile without counts",
    "user.counts",
    "/body",
    { url: `${chat}/users/1/a`, headers: html, body: "<h1>a</h1>" },
  ],
  [
    "JSON by another name, when strict",
    "json.media-type",
    "/headers/content-type",
    { method: "POST", url: `${chat}/chats/1/events`, headers: html, body: list, strict: true },
  ],
  [
    "an unknown property, when strict",
    "schema.Sent",
    "/body/more",
    {
      method: "POST",
      url: `${chat}/chats/1/messages/new`,
      body: { id: 1, time: 2, more: 3 },
      strict: true,
    },
  ],
];

test.each(bad)("%s breaks %s", (_, rule, pointer, short) => {
  const { violations } = validateExchange(exchange(short));
  expect(violations.map((violation) => [violation.rule, violation.pointer])).toContainEqual([
    rule,
    pointer,
  ]);
});

test.each([
  [
    "another host",
    { url: "https://example.com/rooms/1" },
    "It is for no host of Stack Exchange chat.",
  ],
  ["a path of no operation", { url: `${chat}/faq` }, "It is no operation of Stack Exchange chat."],
  [
    "a site's path on a chat host",
    { url: `${chat}/users/login-or-signup/validation/track`, method: "POST" },
    "It is no operation of Stack Exchange chat.",
  ],
  ["no answer", { url: `${chat}/rooms`, status: 0 }, "There was no answer."],
  [
    "an answer of a cache",
    { url: `${chat}/rooms`, status: 304 },
    "The answer is from a cache or a proxy.",
  ],
] as const)("%s is not judged, and says why", (_, short, unjudged) => {
  expect(validateExchange(exchange(short))).toMatchObject({ violations: [], unjudged });
});

test("what a violation shows has no key in it", () => {
  const body = `${topBar}<input value="${fkey}" name="fkey">`;
  const short = { url: `${chat}/rooms/1`, headers: html, body };
  const text = JSON.stringify(validateExchange(exchange(short)).violations);
  expect(text).toContain("<redacted>");
  expect(text).not.toContain(fkey);
});
