// How a server of Stack Exchange chat is broken on purpose: small changes to its pages, lists, events and texts.

import type { Answer, Asked, Break } from "../../broken-server.ts";
import { always, type Body, type Breaks } from "../edits.ts";

export type StackExchangeBreaks = Readonly<Record<`stackexchange.${string}`, Breaks>>;

/** Changes an answer to a call of that method and path. */
export const onCall = (
  method: string,
  path: RegExp,
  edit: (answer: Answer, asked: Asked) => void,
): (() => Break) =>
  always((asked, answer) => {
    if (asked.method === method && path.test(asked.path)) edit(answer, asked);
  });

/** Writes something else in the place of something on a page. */
export const onPage = (path: RegExp, from: string | RegExp, to: string): (() => Break) =>
  onCall("GET", path, (answer) => {
    if (answer.status === 200) answer.text = answer.text.replaceAll(everywhere(from), to);
  });

function everywhere(from: string | RegExp): string | RegExp {
  return typeof from === "string" ? from : new RegExp(from.source, `g${from.flags}`);
}

export const status = (method: string, path: RegExp, to: number): (() => Break) =>
  onCall(method, path, (answer) => {
    answer.status = to;
  });

/** Answers that page with 200 in the place of 404. */
export const found = (path: RegExp, text = page): (() => Break) =>
  onCall("GET", path, (answer) => {
    if (answer.status >= 300) shown(answer, text);
  });

/** Enough of a page that nothing but its status is wrong. */
const page = `<div class="topbar"><span class="topbar-menu-links"><a href="/users/1/a">a</a></span></div>
<h1>a</h1><div class="monologue"><div class="message" id="message-1"></div></div><i data-users="[]"></i>
<i class="room-message-count-xxl">1</i><i class="user-message-count-xxl">1</i>`;

export function shown(answer: Answer, text: string): void {
  answer.status = 200;
  answer.text = text;
  answer.headers["content-type"] = "text/html; charset=utf-8";
}

export function said(answer: Answer, value: unknown, status = 200): void {
  answer.status = status;
  answer.text = JSON.stringify(value);
  answer.headers["content-type"] = "application/json; charset=utf-8";
}

/** Says that in the place of whatever is answered. */
export const saying = (path: RegExp, value: unknown, status = 200): (() => Break) =>
  onCall("POST", path, (answer) => said(answer, value, status));

function change(answer: Answer, edit: (body: Body) => void): void {
  if (answer.status !== 200) return;
  const body: Body = JSON.parse(answer.text);
  edit(body);
  answer.text = JSON.stringify(body);
}

export const onJson = (
  method: string,
  path: RegExp,
  edit: (body: Body, asked: Asked) => void,
): (() => Break) =>
  onCall(method, path, (answer, asked) => change(answer, (body) => edit(body, asked)));

export const listing = /^\/chats\/\d+\/events$/;
export const sending = /\/messages\/new$/;

/** Changes the list of a room. */
export const onList = (edit: (body: Body, asked: Asked) => void): (() => Break) =>
  onJson("POST", listing, edit);

/** Changes each listed message. */
export const onListed = (edit: (message: Body) => void): (() => Break) =>
  onList(({ events }) => events.forEach(edit));

/** Changes what a poll tells of each room. */
export const onNews = (edit: (news: Body, asked: Asked) => void): (() => Break) =>
  onJson("POST", /^\/events$/, (body, asked) => {
    for (const news of Object.values(body)) edit(news, asked);
  });

/** Changes each event of a type that a poll tells of. */
export const onEvent = (type: number, edit: (event: Body) => void): (() => Break) =>
  onNews(({ e = [] }) => e.filter((event: Body) => event.event_type === type).forEach(edit));

/** Leaves events of that type out of what polls tell. */
export const without = (type: number): (() => Break) =>
  onNews((news) => {
    if (news.e) news.e = news.e.filter((event: Body) => event.event_type !== type);
  });
