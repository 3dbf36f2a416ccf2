// Rules of messages: sent, edited, deleted and read.

import type { Rule } from "../../contract.ts";
import type { messageOperations } from "../messages.ts";
import { renderingRules } from "./rendering.ts";

const history = "ChatExchange: browser.py, `get_history`";
const outcomes = "ChatExchange: client.py, `_do_action_despite_throttling`";

const send: readonly Rule[] = [
  {
    id: "send.answer",
    says: "Sending answers with the id of the message and the time.",
    evidence: "specified",
    source: "ChatExchange: browser.py, `send_message`",
  },
  {
    id: "send.duplicate",
    says: "A message that the caller has just sent in the very same words answers null for both.",
    evidence: "specified",
    source: "ChatExchange: client.py then sends it with a space more",
  },
  {
    id: "send.duplicate-off",
    says: "Duplicates are looked for only when asked for, within 60 seconds.",
    evidence: "assumed",
    source: "assumed: clients loop on it; the window is not known (reference 1.8)",
  },
  {
    id: "send.too-long",
    says: "A single line of more than 500 characters is refused with 400, and with 409 when strict.",
    evidence: "assumed",
    source: "assumed: clients refuse it themselves (reference 1.8 and 8)",
  },
  {
    id: "send.lines-unlimited",
    says: "A message of several lines may be longer than 500 characters.",
    evidence: "specified",
    source: "ChatExchange: rooms.py, `send_message`",
  },
  {
    id: "send.reply",
    says: "A text that begins with `:<id> ` replies to that message, and shows `@<author> ` in its place.",
    evidence: "specified",
    source: "ChatExchange: messages.py, `reply`; test_messages.py",
  },
  {
    id: "send.reply-name",
    says: "In the place of a reply the author's name has no spaces and none of the signs that end a mention.",
    evidence: "specified",
    source: "ChatExchange: test_messages.py, `@JeremyBanks hello`",
  },
  {
    id: "send.reputation",
    says: "Who has less than 20 reputation cannot talk.",
    evidence: "documented",
    source: "samliew/chatexchange; OakBot (reference 1.8)",
  },
];

const edit: readonly Rule[] = [
  {
    id: "edit.ok",
    says: "An edit answers `ok` as JSON.",
    evidence: "specified",
    source: outcomes,
  },
  {
    id: "edit.counted",
    says: "Each edit is counted in `message_edits`.",
    evidence: "specified",
    source: "ChatExchange: test_client.py, four edits",
  },
  {
    id: "edit.too-late",
    says: "An edit more than two minutes after the message answers `It is too late to edit this message`.",
    evidence: "specified",
    source: `${outcomes}; the two minutes: OakBot (reference 1.9)`,
  },
  {
    id: "edit.deleted",
    says: "An edit of a deleted message answers `The message has been deleted and cannot be edited`.",
    evidence: "specified",
    source: outcomes,
  },
  {
    id: "edit.own-only",
    says: "An edit of another's message is refused with `You can only edit your own messages`.",
    evidence: "documented",
    source: "OakBot: response samples (reference 1.9)",
  },
  {
    id: "edit.own-only-status",
    says: "That refusal has the status 403, and 200 when strict.",
    evidence: "assumed",
    source: "assumed: 403 spares ChatExchange's worker (reference 1.9)",
  },
  {
    id: "edit.unknown",
    says: "An edit of a message that does not exist answers 302.",
    evidence: "documented",
    source: "OakBot (reference 1.9)",
  },
  {
    id: "edit.moderators",
    says: "Moderators edit any message at any time.",
    evidence: "documented",
    source: "samliew/chatexchange (reference 1.9)",
  },
];

const remove: readonly Rule[] = [
  {
    id: "delete.ok",
    says: "A deletion answers `ok` as JSON.",
    evidence: "specified",
    source: outcomes,
  },
  {
    id: "delete.content-gone",
    says: "A deleted message is listed no more, or without its content.",
    evidence: "documented",
    source: "OakBot; samliew/chatexchange (reference 3)",
  },
  {
    id: "delete.twice",
    says: "A second deletion answers `This message has already been deleted.`.",
    evidence: "specified",
    source: outcomes,
  },
  {
    id: "delete.too-late",
    says: "A deletion more than two minutes after the message answers `It is too late to delete this message`.",
    evidence: "specified",
    source: `${outcomes}; the two minutes: OakBot (reference 1.9)`,
  },
  {
    id: "delete.own-only",
    says: "A deletion of another's message is refused with `You can only delete your own messages`.",
    evidence: "documented",
    source: "OakBot: response samples (reference 1.9)",
  },
  {
    id: "delete.own-only-status",
    says: "That refusal has the status 403, and 200 when strict.",
    evidence: "assumed",
    source: "assumed: 403 spares ChatExchange's worker (reference 1.9)",
  },
  {
    id: "delete.unknown",
    says: "A deletion of a message that does not exist answers 302.",
    evidence: "documented",
    source: "OakBot (reference 1.9)",
  },
];

const showHistory: readonly Rule[] = [
  {
    id: "history.latest",
    says: "The first `.monologue` is the message as it is now, with its id as `name` of the first `.message a` and its room in that link.",
    evidence: "specified",
    source: history,
  },
  {
    id: "history.entries",
    says: "Every further `.monologue` is an entry, the newest first, whose first `b` says what it is: `edited:`, or `said:` for the oldest.",
    evidence: "specified",
    source: history,
  },
  {
    id: "history.source",
    says: "The first `.message-source` is what was written last, with the sign of a reply.",
    evidence: "specified",
    source: history,
  },
  {
    id: "history.author",
    says: "The first `.username a` leads to the author.",
    evidence: "specified",
    source: history,
  },
  {
    id: "history.pinners",
    says: "A pinned message has a `p` with `.stars.owner-star` and a link for each who has pinned it, before any other `p` of `#content`.",
    evidence: "specified",
    source: history,
  },
  {
    id: "history.unknown",
    says: "The history of a message that does not exist answers 404.",
    evidence: "documented",
    source: "OakBot and samliew/chatexchange (reference 1.11)",
  },
  {
    id: "history.deleted",
    says: "The history of a deleted message answers 404 to those who may not see it.",
    evidence: "documented",
    source: "samliew/chatexchange (reference 1.11)",
  },
];

export const messageRules = {
  Chat_Send: [...send, ...renderingRules],
  Chat_Edit: edit,
  Chat_Delete: remove,
  Chat_Flag: [
    {
      id: "flag.ok",
      says: "A message can be flagged, which is told to those with much reputation as event 9.",
      evidence: "documented",
      source: "ChatExchange: events.py; the chat front-end (reference 1.17)",
    },
  ],
  Chat_Acknowledge: [
    {
      id: "acknowledge.ok",
      says: "What is told personally can be acknowledged.",
      evidence: "documented",
      source: "the chat front-end (reference 1.17)",
    },
  ],
  Chat_ShowHistory: showHistory,
  Chat_GetContent: [
    {
      id: "content.rendered",
      says: "The answer is the content of the message as HTML.",
      evidence: "documented",
      source: "OakBot: response samples (reference 1.17)",
    },
    {
      id: "content.plain",
      says: "With `plain=true` it is what was written.",
      evidence: "documented",
      source: "OakBot: response samples (reference 1.17)",
    },
    {
      id: "content.deleted",
      says: "A deleted message, and one that does not exist, answer 404.",
      evidence: "documented",
      source: "OakBot (reference 1.17)",
    },
  ],
  Chat_GetFullText: [
    {
      id: "full-text.whole",
      says: "What events cut short is here in full.",
      evidence: "documented",
      source: "the chat front-end (reference 3.2)",
    },
  ],
  Chat_GetLastMessage: [
    {
      id: "last-message.fields",
      says: "The answer is `msgid` and `gap`.",
      evidence: "documented",
      source: "the chat front-end (reference 1.17)",
    },
  ],
} as const satisfies Record<keyof typeof messageOperations, readonly Rule[]>;
