// How a server is broken for each check of messages.

import {
  accepting,
  always,
  answering,
  type Body,
  type Breaks,
  message,
  messages,
  newest,
  refusing,
  silent,
} from "./edits.ts";

const read = (edit: (message: Body) => void) => always(message(edit));
const own = /\/messages\/\d+$/;

const hidden = {
  id: "1",
  type: "text",
  sequenceId: "1",
  version: "1",
  content: { message: "before" },
  senderDisplayName: "",
  createdOn: "1970-01-01T00:00:00Z",
};

const link = (edit: (link: string) => string) =>
  always(
    messages((body) => {
      if (body.nextLink) body.nextLink = edit(body.nextLink);
    }),
  );

const attachments = (edit: (attachments: Body[]) => void) =>
  read(({ content }) => edit(content.attachments));

/** An item by its place in the list that the check of contents reads. */
const item = (place: number, edit: (message: Body) => void) =>
  always(messages(({ value }) => edit(value[place])));

export const messageBreaks: Readonly<Record<string, Breaks>> = {
  "acs.messages.numbers": [
    read((body) => {
      body.version = "1";
    }),
    newest((one) => {
      one.sequenceId = "9";
    }),
    newest((one) => {
      one.createdOn = "1970-01-01T00:00:00Z";
    }),
    newest((one) => {
      if (one.editedOn) one.editedOn = "1970-01-01T00:00:00Z";
    }),
  ],
  "acs.messages.send.answer": [
    answering("POST", /\/messages$/, (body) => {
      body.more = 1;
    }),
    always((_, answer) => {
      const location = answer.headers["location"];
      if (location) answer.headers["location"] = location.replaceAll("%3A", ":");
    }),
  ],
  "acs.messages.send.type-default": [
    read((body) => {
      body.type = "html";
    }),
    refusing(({ text }) => text.includes('"type":null')),
  ],
  "acs.messages.send.sender-name": [
    read((body) => {
      body.senderDisplayName ||= "Nobody";
    }),
    read((body) => {
      body.senderDisplayName = "";
    }),
  ],
  "acs.messages.send.html-unchanged": read(({ content }) => {
    content.message = content.message.replace("<div>", "");
  }),
  "acs.messages.send.metadata": read(({ metadata }) => delete metadata.deliveryMode),
  "acs.messages.list.no-metadata": read((body) => {
    body.metadata = { key: "value" };
  }),
  "acs.messages.send.priority-default": [
    read((body) => {
      body.priority = "High";
    }),
    read((body) => {
      body.sequenceId = "1";
    }),
  ],
  "acs.messages.send.attachments": attachments((list) => list.pop()),
  "acs.messages.list.attachments": [
    attachments((list) => list.pop()),
    attachments(([picture]) => delete picture.name),
  ],
  "acs.messages.list.attachments-images-only": attachments((list) => list.push(list[0])),
  "acs.messages.list.attachments-first-names": attachments(([picture]) => {
    picture.attachmentType = "image";
  }),
  "acs.messages.list.no-attachments": read(({ content }) => {
    content.attachments = [];
  }),
  "acs.messages.list.contents": [
    newest((one) => {
      one.content = null;
    }),
    item(0, ({ content }) => delete content.participants[0].displayName),
    item(1, ({ content }) => content.participants.push(content.participants[0])),
    item(2, ({ content }) => {
      content.topic = "Another";
    }),
    item(3, ({ content }) => {
      content.message = "";
    }),
    item(0, ({ content }) => delete content.initiatorCommunicationIdentifier),
    item(1, (one) => {
      one.senderDisplayName = "";
    }),
    item(2, (one) => {
      one.senderCommunicationIdentifier = one.content.initiatorCommunicationIdentifier;
    }),
    always(messages(({ value }) => value.splice(1, 1))),
  ],
  "acs.messages.list.key-order": always(
    messages(({ value }) => {
      const { id, ...rest } = value[0];
      value[0] = { ...rest, id };
    }),
  ),
  "acs.messages.list.preview2-form": [
    newest((one) => {
      one.content = one.content.replace("<rosterVersion>", "<version>");
    }),
    newest((one) => {
      if (one.type === "ThreadActivity/AddMember") one.senderId = "8:acs:another";
    }),
    item(1, (one) => {
      one.content = one.content?.replace("Changed", "Another");
    }),
    item(1, (one) => {
      one.type = "Text";
    }),
    newest((one) => {
      one.content ||= "gone";
    }),
  ],
  "acs.messages.list.page-of-10": [
    always(messages(({ value }) => value.pop())),
    link((text) => text.replace("maxPageSize=10", "maxPageSize=100")),
  ],
  "acs.messages.list.full-page-links": [
    always(messages((body) => delete body.nextLink)),
    always(
      messages((body) => {
        if (body.value.length === 0) body.nextLink = "https://localhost:2428/chat/threads";
      }),
    ),
  ],
  "acs.messages.list.link": [
    link((text) => text.replace("startTime=1%2F1", "startTime=2%2F1")),
    link((text) => text.replace("maxPageSize=2", "maxPageSize=3")),
    link((text) => text.replace("syncState", "state")),
    link((text) => text.replace("/19:", "/19%3A")),
    link((text) => text.replace(/^https:\/\/[^/]+/, "")),
  ],
  "acs.messages.list.sync-state": [
    link((text) => text.replace("syncState=3e", "syncState=3f")),
    link((text) =>
      text
        .replace(/(syncState=\w+)\w{2}&/, "$100&")
        .replace(/(syncState=\w+)\w{16}/, "$10000000000000000"),
    ),
  ],
  "acs.messages.list.link-with-iso-time": [
    refusing(
      ({ query }) => query.has("syncState") && (query.get("startTime")?.includes("T") ?? false),
    ),
  ],
  "acs.messages.list.start-time-forms": refusing(({ query }) => query.has("startTime")),
  "acs.messages.list.page-size-max": always(messages(({ value }) => value.push(value[0]))),
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
  "acs.messages.list.sequence-descends": newest((one) => {
    one.sequenceId = "0";
  }),
  "acs.messages.list.pages-hold-all": always(messages((body) => delete body.nextLink)),
  "acs.messages.list.history": always(messages(({ value }) => value.push(hidden))),
  "acs.messages.get.as-listed": read((body) => {
    body.content.message += "!";
  }),
  "acs.messages.get.system": read(({ content }) => {
    content.topic = "Another";
  }),
  "acs.messages.get.malformed-id": always(silent("Value for MessageId")),
  "acs.messages.malformed-changes": [
    always(silent("Value for MessageId")),
    accepting("DELETE", /nonsense$/, 204, ""),
  ],
  "acs.messages.own-only": [accepting("PATCH", own, 204, ""), accepting("DELETE", own, 204, "")],
  "acs.messages.update.metadata-merges": read(({ metadata }) => {
    metadata.drop ??= "";
  }),
  "acs.messages.update.keeps": [
    read((body) => {
      if (body.editedOn) body.senderDisplayName = "Bob";
    }),
    read((body) => {
      if (body.editedOn) body.content.message = "one";
    }),
    read((body) => delete body.editedOn),
    read((body) => {
      body.sequenceId = "3";
    }),
    read((body) => {
      body.version = body.id;
      delete body.editedOn;
    }),
  ],
  "acs.messages.update.partial": read(({ content }) => {
    content.message = "";
  }),
};
