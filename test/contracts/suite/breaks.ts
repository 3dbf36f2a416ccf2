// For every check the way in which a server is broken that it has to notice.

import type { Answer, Break } from "./broken-server.ts";

// biome-ignore lint/suspicious/noExplicitAny: breaks reach into bodies of every kind.
type Body = any;

function change(answer: Answer, edit: (body: Body) => void): void {
  if (answer.text === "" || answer.status >= 300) return;
  const body: Body = JSON.parse(answer.text);
  edit(body);
  answer.text = JSON.stringify(body);
}

/** Changes what a GET of a path of that form answers. */
const reading =
  (path: RegExp, edit: (body: Body) => void): Break =>
  (asked, answer) => {
    if (asked.method === "GET" && path.test(asked.path)) change(answer, edit);
  };

const messages = (edit: (body: Body) => void) => reading(/\/messages$/, edit);
const message = (edit: (body: Body) => void) => reading(/\/messages\/\d+$/, edit);
const participants = (edit: (body: Body) => void) => reading(/\/participants$/, edit);
const receipts = (edit: (body: Body) => void) => reading(/\/readReceipts$/, edit);
const threads = (edit: (body: Body) => void) => reading(/\/chat\/threads$/, edit);
const thread = (edit: (body: Body) => void) => reading(/\/chat\/threads\/[^/]+$/, edit);

const statusTo =
  (from: number, to: number, method = /./, path = /./): Break =>
  (asked, answer) => {
    const isMeant = method.test(asked.method) && path.test(asked.path);
    if (!isMeant || answer.status !== from) return;
    answer.status = to;
    answer.text = "";
  };

const silent = (text: string): Break => {
  return (_, answer) => {
    answer.text = answer.text.replace(text, "");
  };
};

/** Breaks the second of several calls that are alike. */
const second = (method: string, path: RegExp, breaks: (answer: Answer) => void): (() => Break) => {
  return () => {
    let count = 0;
    return (asked, answer) => {
      if (asked.method !== method || !path.test(asked.path)) return;
      count += 1;
      if (count === 2) breaks(answer);
    };
  };
};

const always = (tamper: Break) => () => tamper;

/** By the last part of the id of a derived check. */
export const familyBreaks: Readonly<Record<string, () => Break>> = {
  succeeds: always((_, answer) => {
    delete answer.headers["ms-cv"];
  }),
  "without-token": always(statusTo(401, 403)),
  "with-bad-token": always((_, answer) => {
    if (answer.status === 401) answer.text = '{"why":"no"}';
  }),
  "without-version": always((asked, answer) => {
    if (!asked.query.has("api-version")) answer.status = 404;
  }),
  "with-unknown-version": always((asked, answer) => {
    if (asked.query.get("api-version") === "2019-01-01") answer.status = 404;
  }),
  "in-unknown-thread": always(statusTo(404, 403)),
  "in-malformed-thread": always(statusTo(400, 404)),
  "of-strangers": always(statusTo(403, 404)),
};

const hidden = {
  id: "1",
  type: "text",
  sequenceId: "1",
  version: "1",
  content: { message: "before" },
  senderDisplayName: "",
  createdOn: "1970-01-01T00:00:00Z",
};

/** By the id of a check of one behaviour. */
export const breaks: Readonly<Record<string, () => Break>> = {
  "acs.messages.list.newest-change-first": always(messages(({ value }) => value.reverse())),
  "acs.messages.list.edit-moves-to-top": always(
    messages((body) => {
      body.value.sort((a: Body, b: Body) => b.id - a.id);
    }),
  ),
  "acs.messages.list.deleted-stay": always(
    messages((body) => {
      body.value = body.value.filter(({ deletedOn }: Body) => deletedOn === undefined);
    }),
  ),
  "acs.messages.list.sequence-descends": always(
    messages(({ value }) => {
      value[0].sequenceId = "0";
    }),
  ),
  "acs.messages.get.as-listed": always(
    message((body) => {
      body.content.message += "!";
    }),
  ),
  "acs.messages.list.pages-hold-all": always(
    messages((body) => {
      delete body.nextLink;
    }),
  ),
  "acs.messages.own-only": always(statusTo(403, 204, /PATCH|DELETE/, /\/messages\//)),
  "acs.messages.update.metadata-merges": always(
    message((body) => {
      body.metadata.drop ??= "";
    }),
  ),
  "acs.messages.get.malformed-id": always(silent("Value for MessageId")),
  "acs.threads.create.creator-is-member": always(participants(({ value }) => value.shift())),
  "acs.threads.create.repeat-same-thread": second("POST", /\/chat\/threads$/, (answer) => {
    const id: string = JSON.parse(answer.text).chatThread.id;
    const other = id.replace("acsV1_", "acsV1_x");
    answer.text = answer.text.replaceAll(id, other);
    answer.headers["location"] = answer.headers["location"]?.replace("acsV1_", "acsV1_x") ?? "";
  }),
  "acs.threads.create.two-system-messages": always(messages(({ value }) => value.pop())),
  "acs.threads.get.properties": always(
    thread((body) => {
      body.topic = "Another";
    }),
  ),
  "acs.threads.update.topic-message": always(messages(({ value }) => value.shift())),
  "acs.threads.delete.twice": second("DELETE", /\/chat\/threads\//, (answer) => {
    answer.status = 404;
  }),
  "acs.threads.list.newest-activity-first": always(threads(({ value }) => value.reverse())),
  "acs.receipts.send.replaces": always(
    receipts(({ value }) => {
      value.push({ ...value[0], chatMessageId: "1" });
    }),
  ),
  "acs.receipts.send.unknown-message": always(statusTo(404, 200, /POST/, /readReceipts/)),
  "acs.participants.add.any-participant": always(participants(({ value }) => value.pop())),
  "acs.participants.remove.any-participant": always(statusTo(403, 404, /POST/, /\/messages$/)),
  "acs.messages.list.history": always(messages(({ value }) => value.push(hidden))),
  "acs.participants.add.malformed-identifier": always(silent("Identifier format is invalid")),
  "acs.typing.send.no-trace": () => {
    let hasTyped = false;
    return (asked, answer) => {
      if (asked.path.endsWith("/typing")) hasTyped = true;
      if (hasTyped && asked.path.endsWith("/messages")) change(answer, ({ value }) => value.pop());
    };
  },
};
