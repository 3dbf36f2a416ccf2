// How a server is broken for each check of participants.

import {
  accepting,
  always,
  answering,
  type Body,
  type Breaks,
  participants,
  refusing,
  second,
  silent,
  statusTo,
} from "./edits.ts";

const listed = (edit: (value: Body[]) => void) => always(participants(({ value }) => edit(value)));
const added = (edit: (body: Body) => void) => answering("POST", /\/participants\/:add$/, edit);

const link = (edit: (link: string) => string) =>
  always(
    participants((body) => {
      if (body.nextLink) body.nextLink = edit(body.nextLink);
    }),
  );

export const participantBreaks: Readonly<Record<string, Breaks>> = {
  "acs.participants.add.any-participant": listed((value) => value.pop()),
  "acs.participants.remove.any-participant": always(statusTo(403, 404, /POST/, /\/messages$/)),
  "acs.participants.add.malformed-identifier": always(silent("Identifier format is invalid")),
  "acs.participants.remove.malformed-identifier": always(silent("Identifier format is invalid")),
  "acs.participants.remove.bare-identifier": [
    refusing(({ path, text }) => path.endsWith(":remove") && !text.includes("rawId")),
    refusing(({ path, text }) => path.endsWith(":remove") && text.includes("rawId")),
    listed((value) => value.push(value[0])),
  ],
  "acs.participants.add.answer": [
    added((body) => {
      body.invalidParticipants = [];
    }),
    listed((value) => {
      value[1].displayName = "Robert";
    }),
    second("POST", /:add$/, (answer) => {
      answer.status = 400;
      answer.text = "";
    }),
  ],
  "acs.participants.add.statuses": [
    answering("POST", /\/members$/, ({ multipleStatus }) => multipleStatus.reverse()),
    answering("POST", /\/members$/, ({ multipleStatus }) => multipleStatus.pop()),
  ],
  "acs.participants.add.batch-size": accepting("POST", /:add$/, 201),
  "acs.participants.add.thread-size": listed((value) => {
    while (value.length < 11) value.push(value[0]);
  }),
  "acs.participants.list.item": [
    listed(([first]) => {
      first.displayName = "";
    }),
    listed(([first]) => delete first.shareHistoryTime),
    listed(([, other]) => delete other.displayName),
    listed(([, other]) => {
      other.shareHistoryTime = "2020-10-30T10:50:50.789Z";
    }),
  ],
  "acs.participants.list.history-in-future": listed(([, other]) => {
    other.shareHistoryTime = "1970-01-01T00:00:00Z";
  }),
  "acs.participants.list.metadata": listed(([, other]) => delete other.metadata.empty),
  "acs.participants.list.paging": [
    link((text) => text.replace("skip=2", "skip=1")),
    link((text) => text.replace("maxPageSize=2", "maxPageSize=1")),
    link((text) => text.replace("/19:", "/19%3A")),
    listed((value) => value.reverse()),
    always((asked, answer) => {
      if (asked.query.get("skip") !== "1" || asked.method !== "GET") return;
      const body: Body = JSON.parse(answer.text);
      body.value.unshift(body.value[0]);
      answer.text = JSON.stringify(body);
    }),
    always(
      participants((body) => {
        body.nextLink ??= "https://localhost:2428/chat/threads?skip=2";
      }),
    ),
  ],
};
