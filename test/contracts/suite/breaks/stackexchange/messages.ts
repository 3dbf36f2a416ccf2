// How a server is broken for each check of sending, editing, deleting, stars and pins.

import {
  found,
  listing,
  onCall,
  onEvent,
  onJson,
  onListed,
  onPage,
  type StackExchangeBreaks,
  said,
  saying,
  sending,
  status,
  without,
} from "./edits.ts";

const editing = /^\/messages\/\d+$/;
const deleting = /\/delete$/;
const posted = { id: 60_000_000, time: 1_795_000_000 };

const onSent = (edit: Parameters<typeof onJson>[2]) => onJson("POST", sending, edit);
const plain = onListed((message) => {
  message.content = "something else";
});
const unlinked = onListed((message) => delete message.parent_id);

/** Whatever is said of a message, it is as if nothing had been done to it. */
const uncounted = (name: string) => onListed((message) => delete message[name]);
const counted = (name: string) =>
  onListed((message) => {
    message[name] = 1;
  });

const wrongWords = (path: RegExp) =>
  onCall("POST", path, (answer) => {
    if (answer.text !== '"ok"') answer.text = '"No."';
  });

const accepting = (path: RegExp, value: unknown) =>
  onCall("POST", path, (answer) => {
    if (answer.status !== 200 || answer.text !== '"ok"') said(answer, value);
  });

const toOk = (path: RegExp) => onCall("POST", path, (answer) => said(answer, "fine"));

export const messageBreaks = {
  "stackexchange.send.answer": [
    onSent((body) => {
      body.time *= 1000;
    }),
    onSent((body) => {
      body.id = String(body.id);
    }),
    onSent((body) => delete body.time),
  ],
  "stackexchange.send.ids-grow": onSent((body) => {
    body.id = 60_000_000;
  }),
  "stackexchange.send.unknown-room": [
    onCall("POST", sending, (answer) => {
      if (answer.status === 404) said(answer, posted);
    }),
    onCall("POST", sending, (answer) => {
      if (answer.status === 404) answer.status = 403;
    }),
  ],
  "stackexchange.send.too-long": accepting(sending, posted),
  "stackexchange.send.long-lines": [
    plain,
    onCall("POST", sending, (answer, { text }) => {
      if (text.length > 500) said(answer, "The message is too long", 400);
    }),
  ],
  "stackexchange.send.reply": [
    unlinked,
    onListed((message) => delete message.show_parent),
    onListed((message) => {
      message.content = message.content?.replace("@", "");
    }),
  ],
  "stackexchange.send.reply-to-another": [unlinked, plain],
  "stackexchange.send.no-reply": [
    counted("parent_id"),
    counted("message_edits"),
    counted("message_stars"),
  ],
  "stackexchange.edit.ok": [toOk(editing), plain, status("POST", editing, 403)],
  "stackexchange.edit.counted": [uncounted("message_edits"), counted("message_edits")],
  "stackexchange.edit.into-reply": unlinked,
  "stackexchange.edit.deleted": [
    wrongWords(editing),
    onCall("POST", editing, (answer) => said(answer, "ok")),
    status("POST", editing, 403),
  ],
  "stackexchange.edit.own-only": [
    wrongWords(editing),
    onCall("POST", editing, (answer) => said(answer, "ok")),
    plain,
  ],
  "stackexchange.edit.unknown": [
    onCall("POST", editing, (answer) => said(answer, "ok")),
    status("POST", editing, 404),
  ],
  "stackexchange.delete.ok": [
    toOk(deleting),
    onCall("POST", listing, (answer) => {
      const message = { event_type: 1, time_stamp: 1, room_id: 1, content: "still here" };
      const { events } = JSON.parse(answer.text);
      const [first] = events;
      if (first)
        said(answer, {
          events: [{ ...message, message_id: first.message_id }],
          time: 1,
          sync: 1,
          ms: 0,
        });
    }),
  ],
  "stackexchange.owner.deletes-several": [
    status("POST", /\/deletePosts/, 404),
    onListed((message) => {
      message.content ??= "still here";
    }),
  ],
  "stackexchange.delete.twice": [
    wrongWords(deleting),
    onCall("POST", deleting, (answer) => said(answer, "ok")),
  ],
  "stackexchange.delete.own-only": [
    wrongWords(deleting),
    onCall("POST", deleting, (answer) => said(answer, "ok")),
    plain,
  ],
  "stackexchange.delete.unknown": [
    onCall("POST", deleting, (answer) => said(answer, "ok")),
    status("POST", deleting, 404),
  ],
  "stackexchange.star.toggle": [
    toOk(/\/star$/),
    uncounted("message_stars"),
    counted("message_stars"),
  ],
  "stackexchange.star.seen": [
    onPage(/^\/transcript/, " user-star", ""),
    onPage(/^\/transcript/, "stars vote-count-container", "stars user-star"),
    onPage(/^\/transcript/, 'class="stars', 'class="suns'),
    onPage(/^\/transcript/, "stars vote-count-container", "stars owner-star"),
    onPage(/^\/transcript/, /(class="times">)[^<]*/, "$12"),
  ],
  "stackexchange.star.listed": [
    onPage(/^\/chats\/stars/, /\d{8}/, "1"),
    onCall("GET", /^\/chats\/stars/, (answer) => said(answer, [])),
  ],
  "stackexchange.star.event": [
    without(6),
    onEvent(6, (event) => {
      event.user_id = 1;
      event.user_name = "a";
    }),
    onEvent(6, (event) => delete event.message_stars),
    onEvent(6, (event) => delete event.content),
    onEvent(6, (event) => delete event.message_id),
  ],
  "stackexchange.pin.toggle": [
    toOk(/\/owner-star$/),
    uncounted("message_owner_stars"),
    counted("message_owner_stars"),
  ],
  "stackexchange.pin.pinners": [
    onPage(/\/history$/, 'class="stars owner-star"', 'class="stars"'),
    onPage(/\/history$/, '<div id="content">', '<div id="content"><p>First.</p>'),
    onPage(/\/history$/, "vote-count-container owner-star", "vote-count-container"),
  ],
  "stackexchange.pin.unpin": [toOk(/\/unowner-star$/), counted("message_owner_stars")],
  "stackexchange.pin.cancel": [
    toOk(/\/unstar$/),
    counted("message_owner_stars"),
    counted("message_stars"),
  ],
  "stackexchange.pin.owners-only": [saying(/\/owner-star$/, "ok"), counted("message_owner_stars")],
  "stackexchange.content.rendered": onPage(/^\/message\//, "<b>", "<i>"),
  "stackexchange.content.plain": onPage(/^\/message\//, "**", "*"),
  "stackexchange.content.deleted": found(/^\/message\//),
  "stackexchange.content.full": onPage(/^\/messages\/1\//, "Last", "(more)"),
  "stackexchange.content.last": [
    onJson("POST", /\/lastMessage$/, (body) => {
      body.msgid = 1;
    }),
    onJson("POST", /\/lastMessage$/, (body) => delete body.gap),
  ],
  "stackexchange.content.acknowledged": status("POST", /\/ack$/, 404),
} as const satisfies StackExchangeBreaks;
