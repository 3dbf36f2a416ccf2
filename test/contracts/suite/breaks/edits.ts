// How a server is broken on purpose: small changes to answers on their way out.

import type { Answer, Asked, Break } from "../broken-server.ts";

// biome-ignore lint/suspicious/noExplicitAny: breaks reach into bodies of every kind.
export type Body = any;

export function change(answer: Answer, edit: (body: Body) => void): void {
  if (answer.text === "" || answer.status >= 300) return;
  const body: Body = JSON.parse(answer.text);
  edit(body);
  answer.text = JSON.stringify(body);
}

/** Changes what a GET of a path of that form answers. */
export const reading =
  (path: RegExp, edit: (body: Body) => void): Break =>
  (asked, answer) => {
    if (asked.method === "GET" && path.test(asked.path)) change(answer, edit);
  };

export const messages = (edit: (body: Body) => void) => reading(/\/messages$/, edit);
export const message = (edit: (body: Body) => void) => reading(/\/messages\/\d+$/, edit);
export const participants = (edit: (body: Body) => void) => reading(/\/participants$/, edit);
export const receipts = (edit: (body: Body) => void) => reading(/\/readReceipts$/, edit);
export const threads = (edit: (body: Body) => void) => reading(/\/chat\/threads$/, edit);
export const thread = (edit: (body: Body) => void) => reading(/\/chat\/threads\/[^/]+$/, edit);

export const statusTo =
  (from: number, to: number, method = /./, path = /./): Break =>
  (asked, answer) => {
    const isMeant = method.test(asked.method) && path.test(asked.path);
    if (!isMeant || answer.status !== from) return;
    answer.status = to;
    // An error stays one, so that nothing but its status is wrong.
    if (to < 400) answer.text = "";
  };

export const silent = (text: string): Break => {
  return (_, answer) => {
    answer.text = answer.text.replace(text, "");
  };
};

/** Breaks the second of several calls that are alike. */
export const second = (
  method: string,
  path: RegExp,
  breaks: (answer: Answer) => void,
): (() => Break) => {
  return () => {
    let count = 0;
    return (asked, answer) => {
      if (asked.method !== method || !path.test(asked.path)) return;
      count += 1;
      if (count === 2) breaks(answer);
    };
  };
};

export const always = (tamper: Break) => () => tamper;

/** One check's ways to be broken. */
export type Breaks = (() => Break) | readonly (() => Break)[];

/** Changes what a call of that method and path answers. */
export const answering = (
  method: string,
  path: RegExp,
  edit: (body: Body) => void,
): (() => Break) =>
  always((asked, answer) => {
    if (asked.method === method && path.test(asked.path)) change(answer, edit);
  });

/** Changes the first item of a list of messages. */
export const newest = (edit: (message: Body) => void): (() => Break) =>
  always(messages(({ value }) => edit(value[0])));

/** An error in an envelope that either api has. */
export function refuse(answer: Answer, status = 400): void {
  answer.status = status;
  answer.text = '{"error":{"code":"Refused","message":"Refused."}}';
  answer.headers["content-type"] = "application/json";
}

/** Refuses what is asked in that way, as if it were not understood. */
export const refusing = (isMeant: (asked: Asked) => boolean, status = 400): (() => Break) =>
  always((asked, answer) => {
    if (isMeant(asked)) refuse(answer, status);
  });

export const ANY = "any method";

/** A server that lets pass what it has to refuse. */
export const accepting = (method: string, path: RegExp, status = 200, text = "{}"): (() => Break) =>
  always((asked, answer) => {
    const isMethod = method === ANY || asked.method === method;
    const isMeant = isMethod && path.test(asked.path) && answer.status >= 400;
    if (isMeant) Object.assign(answer, { status, text });
  });

export const withoutHeader = (name: string): (() => Break) =>
  always((_, answer) => {
    delete answer.headers[name];
  });
