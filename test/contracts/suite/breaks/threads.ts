// How a server is broken for each check of threads.

import {
  accepting,
  always,
  answering,
  type Body,
  type Breaks,
  messages,
  participants,
  second,
  silent,
  thread,
  threads,
} from "./edits.ts";

const create = /\/chat\/threads$/;
const created = (edit: (body: Body) => void) => answering("POST", create, edit);
const refused = accepting("POST", create);
const shown = (edit: (thread: Body) => void) => always(thread(edit));

/** The list of threads with its first two items the other way round, which are those of the check. */
const swapped = always(
  threads(({ value }) => {
    [value[0], value[1]] = [value[1], value[0]];
  }),
);

const link = (edit: (link: string) => string) =>
  always(
    threads((body) => {
      if (body.nextLink) body.nextLink = edit(body.nextLink);
    }),
  );

export const threadBreaks: Readonly<Record<string, Breaks>> = {
  "acs.threads.create.id-form": always((_, answer) => {
    answer.text = answer.text.replaceAll("acsV1_", "another_");
    const location = answer.headers["location"];
    if (location) answer.headers["location"] = location.replace("acsV1_", "another_");
  }),
  "acs.threads.create.answer": [
    created((body) => {
      body.chatThread.topic = "Another";
    }),
    created((body) => {
      body.invalidParticipants = [];
    }),
    always((asked, answer) => {
      if (asked.method === "POST") answer.headers["repeatability-result"] = "accepted";
    }),
    always((_, answer) => {
      delete answer.headers["location"];
    }),
  ],
  "acs.threads.create.statuses": [
    created(({ multipleStatus }) => multipleStatus.shift()),
    created(({ multipleStatus }) => multipleStatus.reverse()),
  ],
  "acs.threads.create.participants-optional": [
    always((asked, answer) => {
      if (asked.text.includes('"participants":[]'))
        Object.assign(answer, { status: 400, text: "" });
    }),
    always((asked, answer) => {
      const isMeant = asked.method === "POST" && !asked.text.includes("participants");
      if (isMeant) Object.assign(answer, { status: 400, text: "" });
    }),
  ],
  "acs.threads.create.participants-required": refused,
  "acs.threads.create.topic-required": refused,
  "acs.threads.create.creator-is-member": always(participants(({ value }) => value.shift())),
  "acs.threads.create.listed-order": [
    always(participants(({ value }) => value.reverse())),
    always(participants(({ value }) => value.push(value[1]))),
  ],
  "acs.threads.create.repeat-same-thread": [
    second("POST", create, (answer) => anotherThread(answer)),
    second("POST", create, (answer) => {
      answer.text = answer.text.replace('"Contract"', '"Another"');
    }),
  ],
  "acs.threads.create.two-system-messages": always(messages(({ value }) => value.pop())),
  "acs.threads.create.malformed-identifier": always(silent("Identifier format is invalid")),
  "acs.threads.create.errors-wrapper": [
    created((body) => delete body.errors),
    answering("POST", /\/participants/, (body) => delete body.errors),
  ],
  "acs.threads.create.too-many-participants": refused,
  "acs.threads.create.empty-metadata-kept": [
    shown((body) => {
      if (Object.keys(body.metadata ?? { key: "" }).length === 0) delete body.metadata;
    }),
    shown((body) => {
      body.metadata ??= {};
    }),
  ],
  "acs.threads.get.properties": shown((body) => {
    body.topic = "Another";
  }),
  "acs.threads.get.messaging-policy": shown((body) => delete body.messagingPolicy),
  "acs.threads.get.older-versions-show-less": [
    shown((body) => {
      body.metadata = { key: "value" };
    }),
    shown((body) => {
      body.retentionPolicy = { kind: "none" };
    }),
  ],
  "acs.threads.get.members": shown(({ members }) => members.pop()),
  "acs.threads.get.creator-is-text": shown((body) => {
    body.createdBy = "8:acs:another";
  }),
  "acs.threads.retention": [
    shown((body) => {
      if (body.retentionPolicy.deleteThreadAfterDays === 60) delete body.retentionPolicy;
    }),
    shown((body) => {
      if (body.retentionPolicy.deleteThreadAfterDays === 90)
        body.retentionPolicy.deleteThreadAfterDays = 60;
    }),
    shown((body) => {
      if (body.retentionPolicy.kind === "none") delete body.retentionPolicy;
    }),
  ],
  "acs.threads.update.metadata-merges": shown((body) => delete body.metadata.keep),
  "acs.threads.update.topic-message": always(messages(({ value }) => value.shift())),
  "acs.threads.update.empty": second("GET", /\/chat\/threads\/[^/]+$/, (answer) => {
    answer.text = answer.text.replace("Contract", "Changed");
  }),
  "acs.threads.delete.twice": second("DELETE", /\/chat\/threads\//, (answer) => {
    answer.status = 404;
  }),
  "acs.threads.list.item": [
    always(
      threads(({ value }) => {
        for (const item of value) delete item.lastMessageReceivedOn;
      }),
    ),
    always(
      threads(({ value }) =>
        value.forEach((item: Body) => {
          item.topic = "Another";
        }),
      ),
    ),
    always(
      threads((body) => {
        body.value = body.value.filter(({ deletedOn }: Body) => deletedOn === undefined);
      }),
    ),
  ],
  "acs.threads.list.messages-count": swapped,
  "acs.threads.list.joining-counts": swapped,
  "acs.threads.list.creation-counts": swapped,
  "acs.threads.list.removal-does-not-count": swapped,
  "acs.threads.list.typing-does-not-count": swapped,
  "acs.threads.list.page-of-100": [
    always(threads(({ value }) => value.splice(50))),
    always(threads((body) => delete body.nextLink)),
  ],
  "acs.threads.list.links": [
    link((text) => text.replace("maxPageSize=1", "maxPageSize=2")),
    link((text) => text.replace("syncState", "state")),
    link((text) => text.replace(/api-version=[\w-]+/, "api-version=2021-09-07")),
    always(
      threads((body) => {
        body.nextLink ??= "https://localhost:2428/chat/threads?syncState=x&api-version=2025-03-15";
      }),
    ),
  ],
};

function anotherThread(answer: { text: string; headers: Record<string, string> }): void {
  answer.text = answer.text.replaceAll("acsV1_", "acsV1_x");
  answer.headers["location"] = answer.headers["location"]?.replace("acsV1_", "acsV1_x") ?? "";
}
