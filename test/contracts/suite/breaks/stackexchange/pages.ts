// How a server is broken for each check of pages: histories, transcripts, people, rooms, and who can be called.

import { found, onCall, onJson, onPage, type StackExchangeBreaks, said, status } from "./edits.ts";

const history = /\/history$/;
const transcript = /^\/transcript\/message/;
const user = /^\/users\/-?\d+/;
const info = /^\/rooms\/info\/\d+/;
const room = /^\/+rooms\/\d+/;
const pingable = /^\/rooms\/pingable/;

export const pageBreaks = {
  "stackexchange.history.latest": [
    onPage(history, /<a name="\d+"/, '<a name="1"'),
    onPage(history, /\/transcript\/1\?/, "/transcript/2?"),
    onPage(history, 'class="content"', 'class="contents"'),
    onPage(history, /href="\/users\/\d+/, 'href="/users/0'),
    onCall("GET", history, (answer, { headers }) => {
      if (!headers.get("cookie")?.includes("acct")) answer.status = 404;
    }),
  ],
  "stackexchange.history.said": [
    onPage(history, "said:", "wrote:"),
    onPage(history, "message-source", "message-text"),
    onPage(history, "**Bold**", "<b>Bold</b>"),
  ],
  "stackexchange.history.edits": [
    onPage(history, "edited:", "changed:"),
    onPage(history, "*Second*", "*First*"),
    onPage(history, /<b>said:<\/b>/, "said:"),
  ],
  "stackexchange.history.reply": onPage(history, /(message-source">):\d+/, "$1@Owner"),
  "stackexchange.history.deleted": found(history),
  "stackexchange.history.unknown": found(history),
  "stackexchange.transcript.message": [
    onPage(transcript, /id="message-\d+"/, 'id="message-1"'),
    onPage(transcript, "highlight", "lowlight"),
    onPage(transcript, 'class="content"', 'class="contents"'),
    onPage(transcript, 'class="signature"', 'class="signed"'),
    onPage(transcript, 'class="monologue', 'class="dialogue'),
  ],
  "stackexchange.transcript.room": [
    onPage(transcript, /(room-name"><a href="\/rooms\/1)\/[^"]*/, "$1"),
    onPage(transcript, /(room-name"><a [^>]*>)[^<]*/, "$1Another"),
    onPage(transcript, 'class="room-name"', 'class="name"'),
  ],
  "stackexchange.transcript.edited": [
    onPage(transcript, " edits", ""),
    onPage(transcript, "action-link", "action-link edits"),
  ],
  "stackexchange.transcript.reply": [
    onPage(transcript, "reply-info", "reply"),
    onPage(transcript, /(reply-info" href="[^"#]*)#\d+/, "$1#1"),
    onPage(transcript, 'class="content"', 'class="content reply-info"'),
  ],
  "stackexchange.transcript.ascending": onCall("GET", transcript, (answer) => {
    const ids = [...answer.text.matchAll(/id="message-(\d+)"/g)].map(([, id = ""]) => id);
    const [first = "", last = ""] = [ids[0], ids.at(-1)];
    answer.text = answer.text.replaceAll(`"message-${first}"`, '"message-x"');
    answer.text = answer.text.replaceAll(`"message-${last}"`, `"message-${first}"`);
    answer.text = answer.text.replaceAll('"message-x"', `"message-${last}"`);
  }),
  "stackexchange.transcript.unknown": found(transcript),
  "stackexchange.transcript.of-room": [
    status("GET", /^\/transcript\/\d+$/, 404),
    status("GET", /^\/transcript\/\d+\/\d+/, 404),
    onPage(/^\/transcript\/\d+$/, "room-name", "name"),
    onPage(/^\/transcript\/\d+\/\d+/, /id="message-\d+"/, 'id="message-1"'),
  ],
  "stackexchange.user.page": [
    onPage(user, /<h1>[^<]*/, "<h1>Somebody"),
    onPage(user, /(user-message-count-xxl"[^>]*>)\d+/, "$11.2k"),
    onPage(user, /(user-room-count-xxl"[^>]*>)\d+/, "$1some"),
  ],
  "stackexchange.user.slug": status("GET", /^\/users\/\d+\/anything$/, 404),
  "stackexchange.user.times": [
    onPage(user, "just now", "a moment ago"),
    onPage(user, "user-valuecell", "value"),
    onPage(user, "just now", "n/a"),
  ],
  "stackexchange.user.reputation": [
    onPage(user, "reputation-score", "score"),
    onPage(user, /(reputation-score" title=")[^"]*/, "$1many"),
  ],
  "stackexchange.user.moderator": onPage(user, /(user-status">)/, "$1♦ "),
  "stackexchange.user.unknown": found(user),
  "stackexchange.user.info": [
    onJson("POST", /^\/user\/info$/, ({ users }) => {
      users[0].id = 1;
    }),
    onJson("POST", /^\/user\/info$/, ({ users }) => {
      users[0].is_owner = false;
    }),
    onJson("POST", /^\/user\/info$/, ({ users }) => users.push(users[0])),
    onJson("POST", /^\/user\/info$/, ({ users }) => delete users[0].email_hash),
  ],
  "stackexchange.user.thumb": [
    onJson("GET", /^\/users\/thumbs/, (body) => {
      body.id = 1;
    }),
    onJson("GET", /^\/users\/thumbs/, (body) => delete body.name),
  ],
  "stackexchange.user.search": onCall("GET", /^\/users\/search$/, (answer) => said(answer, [])),
  "stackexchange.room.info": [
    onPage(info, /<h1>[^<]*/, "<h1>"),
    onPage(info, "room-user-count-xxl", "count"),
    onPage(info, /(room-message-count-xxl"[^>]*>)\d+/, "$11.2k"),
    onPage(info, "roomcard-xxl", "card"),
  ],
  "stackexchange.room.owners": [
    onPage(info, "room-ownercards", "cards"),
    onPage(info, /href="\/users\/(\d+)\/[^"]*"/, 'href="/u/$1"'),
  ],
  "stackexchange.room.thumb": [
    onJson("GET", /^\/rooms\/thumbs/, (body) => {
      body.name = "Another";
    }),
    onJson("GET", /^\/rooms\/thumbs/, (body) => delete body.tags),
  ],
  "stackexchange.room.listed": onPage(/^\/rooms$/, /\/rooms\/\d+/, "/none"),
  "stackexchange.room.home": onCall("GET", /^\/$/, ({ headers }) => {
    delete headers["set-cookie"];
  }),
  "stackexchange.room.present": [
    onPage(room, /data-users="[^"]*"/, 'data-users="[]"'),
    onPage(room, /data-users="[^"]*"/, 'data-users="none"'),
    onPage(room, "&quot;name&quot;:", "&quot;called&quot;:"),
  ],
  "stackexchange.room.double-slash": status("GET", /^\/\/rooms/, 404),
  "stackexchange.room.key": [
    onPage(room, 'id="fkey"', 'id="key"'),
    onPage(room, /value="[\da-f]{32}"/, 'value="1"'),
  ],
  "stackexchange.room.input": [
    onPage(room, 'id="input"', 'id="text"'),
    onPage(room, "</body>", '<textarea id="input"></textarea></body>'),
  ],
  "stackexchange.pingable.tuples": [
    onJson("GET", pingable, (tuples) => tuples[0].pop()),
    onCall("GET", pingable, (answer) => said(answer, [])),
    onJson("GET", pingable, (tuples) =>
      tuples.forEach((tuple: unknown[]) => {
        tuple[1] = "Somebody";
      }),
    ),
    onJson("GET", pingable, (tuples) =>
      tuples.forEach((tuple: unknown[]) => {
        tuple[3] = 1;
      }),
    ),
  ],
  "stackexchange.pingable.anonymous": onCall("GET", pingable, (answer) =>
    said(answer, [[1, "a", 1, 1]]),
  ),
} as const satisfies StackExchangeBreaks;
