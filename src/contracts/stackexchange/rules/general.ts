// Rules of all of a chat host: who calls, the key against forgery, refusals, ids and times.

import type { Rule } from "../../contract.ts";

export const chatGeneralRules: readonly Rule[] = [
  {
    id: "host.own-world",
    says: "Each chat host has rooms, messages, people and events of its own, numbered apart.",
    evidence: "documented",
    source: "OakBot wiki; samliew/chatexchange (reference 0)",
  },
  {
    id: "host.double-slashes",
    says: "Several slashes in a path count as one.",
    evidence: "specified",
    source: "ChatExchange: browser.py leaves rooms and shows them at paths that begin with `//`",
  },
  {
    id: "session.cookie",
    says: "The caller is whoever the cookie `acct` is of.",
    evidence: "specified",
    source: "ChatExchange: browser.py and client.py carry no other proof",
  },
  {
    id: "session.reading-is-free",
    says: "Pages of public rooms, people and messages are shown to anybody, without a login.",
    evidence: "specified",
    source: "ChatExchange: test_messages.py, test_rooms.py and test_users.py read without one",
  },
  {
    id: "session.writing-needs-login",
    says: "What writes is refused without a login.",
    evidence: "assumed",
    source: "assumed: nobody has seen the refusal (reference 1.4)",
  },
  {
    id: "fkey.form",
    says: "The key is a text of 32 hexadecimal digits.",
    evidence: "documented",
    source: "samliew/chatexchange: captured pages (reference 1.4)",
  },
  {
    id: "fkey.per-session",
    says: "A session has one key, which holds in all rooms; another session has another.",
    evidence: "documented",
    source: "JamesSOBot: CHAT_API.md; samliew/chatexchange (reference 1.4)",
  },
  {
    id: "fkey.required",
    says: "A POST that writes is refused without the key of the session.",
    evidence: "documented",
    source: "JamesSOBot: CHAT_API.md; every public client sends it (reference 1.4)",
  },
  {
    id: "fkey.refusal",
    says: "A wrong or missing key answers 404.",
    evidence: "assumed",
    source: "assumed: no 2xx, about 404 (reference 1.4 and 8)",
  },
  {
    id: "forms.encoding",
    says: "Bodies of requests are `application/x-www-form-urlencoded`.",
    evidence: "specified",
    source: "ChatExchange: browser.py",
  },
  {
    id: "rooms.unknown",
    says: "What is asked of a room that is unknown or closed to the caller answers 404 with `The room does not exist, or you do not have permission`.",
    evidence: "documented",
    source: "OakBot wiki: Example HTTP API Messages (reference 1.5)",
  },
  {
    id: "throttle.refusal",
    says: "An action too soon answers 409 with `You can perform this action again in <n> seconds.`, and `second` for one.",
    evidence: "specified",
    source: "ChatExchange: client.py waits for just that; OakBot: response samples",
  },
  {
    id: "throttle.header",
    says: "The 409 carries the header `chat` with `error`.",
    evidence: "documented",
    source: "OakBot: response samples (reference 1.8)",
  },
  {
    id: "throttle.off",
    says: "Throttling is off unless asked for.",
    evidence: "assumed",
    source: "assumed: tests are faster than people",
  },
  {
    id: "ids.whole-numbers",
    says: "Ids are whole numbers, of people positive and of the system's own negative.",
    evidence: "specified",
    source: "ChatExchange: messages.py, users.py and test_users.py",
  },
  {
    id: "ids.message-length",
    says: "Message ids have at least eight digits.",
    evidence: "specified",
    source: "ChatExchange: messages.py finds replies by `^:` and eight digits",
  },
  {
    id: "times.seconds",
    says: "Times in JSON are whole seconds since the epoch.",
    evidence: "documented",
    source: "OakBot wiki: Example WebSocket Messages (reference 3)",
  },
  {
    id: "pages.html",
    says: "Pages have the media type text/html.",
    evidence: "documented",
    source: "samliew/chatexchange: captured pages",
  },
  {
    id: "json.media-type",
    says: "JSON has the media type application/json.",
    evidence: "assumed",
    source: "assumed: clients read the body whatever it is called",
  },
  {
    id: "pages.top-bar",
    says: "The first `.topbar-menu-links a` of a page leads to `/users/<id>/<slug>` of the caller and has his name as text.",
    evidence: "specified",
    source: "ChatExchange: browser.py, `_load_user`",
  },
  {
    id: "pages.top-bar-anonymous",
    says: "Without a login the first `.topbar-menu-links a` leads to a login.",
    evidence: "documented",
    source: "samliew/chatexchange: captured pages (reference 1.4)",
  },
];
