// How a server is broken for each check of access.

import type { Answer, Asked, Break } from "../broken-server.ts";
import { always, refuse, silent } from "./edits.ts";

const threads = /\/chat\/threads$/;
const thread = /\/chat\/threads\/[^/]+$/;
const messages = /\/messages$/;
const sent = '{"id":"1"}';
const user = '{"rawId":"8:acs:a_b","communicationUser":{"id":"8:acs:a_b"}}';
const created = `{"chatThread":{"id":"19:a@thread.v2","topic":"","createdOn":"2026-01-01T00:00:00Z","createdByCommunicationIdentifier":${user}}}`;

/** Answers that refuse become another, with a body of their own. */
const instead =
  (method: string, path: RegExp, edit: (answer: Answer, asked: Asked) => void): (() => Break) =>
  () =>
  (asked, answer) => {
    if (asked.method === method && path.test(asked.path)) edit(answer, asked);
  };

/** Does what the caller may not. */
const allowing = (method: string, path: RegExp, status: number, text = ""): (() => Break) =>
  instead(method, path, (answer, asked) => {
    if (answer.status !== 403) return;
    answer.status = status;
    answer.text = text;
    answer.headers["content-type"] = "application/json; charset=utf-8";
    const id = /"id":"([^"]+)"/.exec(text)?.[1];
    if (id === undefined) return;
    answer.headers["location"] = `https://localhost:2428${asked.path}/${id.replace(":", "%3A")}`;
  });

const refusing = (method: string, path: RegExp): (() => Break) =>
  instead(method, path, (answer) => refuse(answer, 403));

const becoming = (from: number, to: number): (() => Break) =>
  always((asked, answer) => {
    if (asked.method === "GET" && answer.status === from) refuse(answer, to);
  });

const narrow: readonly (() => Break)[] = [
  allowing("POST", threads, 201, created),
  allowing("PATCH", thread, 204),
  allowing("DELETE", thread, 204),
  refusing("GET", messages),
  refusing("POST", messages),
];

export const accessBreaks: Readonly<Record<string, (() => Break) | readonly (() => Break)[]>> = {
  "acs.access.chat-join": narrow,
  "acs.access.chat-join-limited": [
    ...narrow,
    allowing("POST", /\/participants\/:add$/, 201, "{}"),
    allowing("POST", /\/participants\/:remove$/, 204),
  ],
  "acs.access.no-chat-scope": [
    allowing("GET", threads, 200, '{"value":[]}'),
    allowing("GET", messages, 200, '{"value":[]}'),
    allowing("POST", messages, 201, sent),
    allowing("POST", threads, 201, created),
  ],
  "acs.access.existence-first": [becoming(404, 403), becoming(403, 404)],
  "acs.access.stranger": [
    becoming(403, 404),
    allowing("POST", messages, 201, sent),
    always(silent("The initiator doesn't have the permission")),
    always(silent("Forbidden")),
  ],
  "acs.access.unknown-thread": [
    becoming(404, 403),
    always(silent("thread id was not found")),
    always(silent("NotFound")),
  ],
  "acs.access.malformed-thread": [
    always((_, answer) => {
      if (answer.status === 400) refuse(answer, 404);
    }),
    always((_, answer) => {
      if (answer.status !== 400) return;
      answer.text = answer.text.replace('"Details"', '"Message": "It is malformed.", "Details"');
    }),
    always(silent("BadRequest")),
  ],
};
