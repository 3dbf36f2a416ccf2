// How a server is broken for each check of rights, limits, the two minutes, other hosts, favourites and the OpenID provider.

import type { Answer } from "../../broken-server.ts";
import { always } from "../edits.ts";
import {
  onCall,
  onEvent,
  onJson,
  onListed,
  onPage,
  type StackExchangeBreaks,
  said,
  saying,
  sending,
  shown,
  status,
  without,
} from "./edits.ts";

const editing = /^\/messages\/\d+$/;
const deleting = /^\/messages\/\d+\/delete$/;
const prompt = /^\/account\/prompt$/;
const provider = /^\/account\/login\/submit$/;
const posted = { id: 60_000_000, time: 1_795_000_000 };

/** Changes what is answered to nobody in particular. */
const toNobody = (method: string, path: RegExp, edit: (answer: Answer) => void) =>
  onCall(method, path, (answer, { headers }) => {
    if (!headers.get("cookie")?.includes("acct")) edit(answer);
  });

const flag = { event_type: 9, id: 199_999_999, time_stamp: 1, message_id: 1 };

/** Answers a duplicate with something else than nulls. */
const duplicate = (edit: (answer: Answer) => void) =>
  onCall("POST", sending, (answer) => {
    if (answer.text.includes('"id":null')) edit(answer);
  });

/** Says of the second message that it comes too fast. */
const throttle = (text: string, headers: Record<string, string>, status = 409) => {
  let count = 0;
  return onCall("POST", sending, (answer) => {
    count += 1;
    if (count === 2) Object.assign(answer, { status, text, headers });
  })();
};

/** Tells on every host what was said on one. */
const everywhere = () => {
  let words = "";
  return always(({ host, path, text }, answer) => {
    if (sending.test(path)) words = new URLSearchParams(text).get("text") ?? "";
    if (path.startsWith("/message/") && host !== "chat.stackexchange.com") shown(answer, words);
  })();
};

/** A refusal that is none: what was to be changed is another in the list as well. */
const changed = (name: "Edited too late") => {
  let text = "";
  const edited = always((asked) => {
    if (editing.test(asked.path)) text = new URLSearchParams(asked.text).get("text") ?? "";
  })();
  const listed = onListed((message) => {
    if (text.includes(name)) message.content = text;
  })();
  return [edited, listed] as const;
};

const soon = "You can perform this action again in 3 seconds.";

export const rightsBreaks = {
  "stackexchange.rights.moderator-edits": [
    saying(editing, "You can only edit your own messages", 403),
    onListed((message) => {
      message.content = "as it was";
    }),
    onPage(/\/history$/, "edited:", "said:"),
    onPage(/\/history$/, /\/users\/101005/, "/users/101004"),
  ],
  "stackexchange.rights.flag": [
    status("POST", /\/flag$/, 404),
    saying(/\/flag$/, "fine"),
    without(9),
    onEvent(9, (event) => {
      event.message_id = 1;
    }),
    toNobody("POST", /^\/events$/, (answer) => {
      const [room = ""] = Object.keys(JSON.parse(answer.text));
      said(answer, { [room]: { e: [flag], t: flag.id, d: 1 } });
    }),
  ],
  "stackexchange.rights.newcomer": [
    onCall("POST", sending, (answer) => said(answer, posted)),
    onCall("POST", sending, (answer) => {
      answer.text = "No.";
    }),
    onCall("POST", sending, (answer) => {
      answer.text = "You need 200 reputation to talk here";
    }),
  ],
  "stackexchange.limits.throttle": [
    () => throttle("Too fast.", { chat: "error" }),
    () => throttle("You can perform this action again in 1 seconds.", { chat: "error" }),
    () => throttle("You can perform this action again in 3 seconds", { chat: "error" }),
    () => throttle(soon, {}),
    () => throttle(soon, { chat: "error" }, 403),
  ],
  "stackexchange.limits.duplicate": [
    duplicate((answer) => said(answer, { id: null, time: 1_795_000_000 })),
    duplicate((answer) => said(answer, { id: 1, time: 1 })),
    duplicate((answer) => said(answer, "You have said that", 409)),
    onJson("POST", /^\/chats\/\d+\/events$/, ({ events }) => events.push({ ...events[0] })),
  ],
  "stackexchange.late.edit": [
    status("POST", editing, 403),
    saying(editing, "It is too late to edit this message."),
    () => {
      const [edited, listed] = changed("Edited too late");
      return (asked, answer) => {
        edited(asked, answer);
        listed(asked, answer);
      };
    },
  ],
  "stackexchange.late.moderator": [
    saying(editing, "It is too late to edit this message"),
    onListed((message) => {
      message.content = "as it was";
    }),
  ],
  "stackexchange.late.delete": [
    saying(deleting, "ok"),
    saying(deleting, "This message has already been deleted."),
    status("POST", deleting, 403),
    onListed((message) => delete message.content),
  ],
  "stackexchange.hosts.own-world": [
    everywhere,
    onPage(/^\/message\/\d+$/, /[\s\S]+/, "something else"),
  ],
  "stackexchange.room.favorite": [
    status("POST", /^\/rooms\/favorite$/, 404),
    onJson("GET", /^\/rooms\/thumbs\//, (thumb) => {
      thumb.isFavorite = true;
    }),
    onJson("GET", /^\/rooms\/thumbs\//, (thumb) => {
      thumb.isFavorite = false;
    }),
  ],
  "stackexchange.openid.prompt": [
    onPage(prompt, 'name="session"', 'name="state"'),
    onPage(prompt, 'name="fkey"', 'name="key"'),
    status("POST", /^\/account\/prompt\/submit$/, 404),
  ],
  "stackexchange.openid.login": [
    onPage(/^\/account\/login$/, 'name="fkey"', 'name="key"'),
    onCall("POST", provider, (answer) => shown(answer, '<p class="error">No.</p>')),
    onCall("POST", provider, (answer) => {
      answer.text = answer.text.replace("https://openid", "http://openid");
    }),
    status("POST", /^\/users\/authenticate$/, 404),
    onCall("POST", /^\/users\/authenticate$/, (answer) => shown(answer, "<p>No.</p>")),
    onPage(/^\/$/, "my-profile", "profile"),
  ],
  "stackexchange.openid.wrong-password": [
    onCall("POST", provider, (answer) => {
      answer.text = answer.text.replaceAll("error", "note");
    }),
    onCall("POST", provider, (answer) => {
      answer.text += '<p id="delegate">https://openid.stackexchange.com/user/0</p>';
    }),
    status("POST", provider, 403),
  ],
} as const satisfies StackExchangeBreaks;
