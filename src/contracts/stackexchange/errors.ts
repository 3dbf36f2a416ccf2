// The texts with which the service refuses: status, words and, of each, how it is known.

import type { Evidence } from "../contract.ts";

export interface WireText {
  readonly status: number;
  /** The status when strict, where the default is kinder to clients than the service is. */
  readonly strictStatus?: number;
  /** `{x}` is filled in; absent where the answer is a page or its words are not known. */
  readonly text?: string;
  /** The form of a text that counts, for a count of one. */
  readonly singular?: string;
  /** Whether the body is the text as JSON, in quotes, and not the bare text. */
  readonly isJson: boolean;
  readonly evidence: Evidence;
  readonly source: string;
}

const browser = "ChatExchange: browser.py and client.py";

/** A foreign message and the like: with 200 or 409 ChatExchange tries again until its worker dies, so that is only for the strict. */
const kind = "assumed: the words are documented, 403 spares ChatExchange's worker (reference 1.9)";

export const errors = {
  roomUnknown: {
    status: 404,
    text: "The room does not exist, or you do not have permission",
    isJson: false,
    evidence: "documented",
    source: "OakBot wiki: Example HTTP API Messages (reference 1.5)",
  },
  throttled: {
    status: 409,
    text: "You can perform this action again in {n} seconds.",
    singular: "You can perform this action again in {n} second.",
    isJson: false,
    evidence: "documented",
    source: `${browser}; OakBot: response samples (reference 1.8)`,
  },
  tooLateToEdit: {
    status: 200,
    text: "It is too late to edit this message",
    isJson: true,
    evidence: "specified",
    source: browser,
  },
  tooLateToDelete: {
    status: 200,
    text: "It is too late to delete this message",
    isJson: true,
    evidence: "specified",
    source: browser,
  },
  deletedCannotEdit: {
    status: 200,
    text: "The message has been deleted and cannot be edited",
    isJson: true,
    evidence: "specified",
    source: browser,
  },
  alreadyDeleted: {
    status: 200,
    text: "This message has already been deleted.",
    isJson: true,
    evidence: "specified",
    source: browser,
  },
  notOwnEdit: {
    status: 403,
    strictStatus: 200,
    text: "You can only edit your own messages",
    isJson: true,
    evidence: "assumed",
    source: kind,
  },
  notOwnDelete: {
    status: 403,
    strictStatus: 200,
    text: "You can only delete your own messages",
    isJson: true,
    evidence: "assumed",
    source: kind,
  },
  tooLong: {
    status: 400,
    strictStatus: 409,
    text: "The message is too long",
    isJson: false,
    evidence: "assumed",
    source: "assumed: the words are documented, the status is not (reference 1.9 and 8)",
  },
  frozen: {
    status: 403,
    strictStatus: 409,
    text: "The room has been frozen; new messages cannot be added",
    isJson: false,
    evidence: "assumed",
    source: "assumed: the words are documented, the status is not (reference 1.8)",
  },
  lowReputation: {
    status: 403,
    strictStatus: 409,
    text: "You need {n} reputation to talk here",
    isJson: false,
    evidence: "assumed",
    source: "assumed: only how the words begin is known (reference 1.8)",
  },
  emptyMessage: {
    status: 400,
    text: "The message is empty",
    isJson: false,
    evidence: "assumed",
    source: "assumed: no client sends one (reference 1.8)",
  },
  notRoomOwner: {
    status: 403,
    strictStatus: 409,
    text: "You must be a room owner or a moderator to do this",
    isJson: true,
    evidence: "assumed",
    source: "assumed: neither words nor status are known (reference 1.10 and 8)",
  },
  ownStar: {
    status: 409,
    text: "You cannot star your own messages",
    isJson: true,
    evidence: "assumed",
    source: "assumed: the service refuses, its words are not known (reference 1.10)",
  },
  starsSpent: {
    status: 409,
    text: "You have used all your stars for today; come back in {n} hours",
    singular: "You have used all your stars for today; come back in {n} hour",
    isJson: true,
    evidence: "assumed",
    source: "assumed: 20 stars a day are documented, the words are not (reference 3)",
  },
  badFormKey: {
    status: 404,
    isJson: false,
    evidence: "assumed",
    source: "assumed: no 2xx, about 404 (reference 1.4 and 8)",
  },
  notLoggedIn: {
    status: 404,
    isJson: false,
    evidence: "assumed",
    source: "assumed: nobody's key is good for writing either (reference 1.4)",
  },
  messageUnknown: {
    status: 302,
    isJson: false,
    evidence: "documented",
    source: "OakBot: edit and delete of an unknown message (reference 1.9)",
  },
  pageUnknown: {
    status: 404,
    isJson: false,
    evidence: "documented",
    source:
      "OakBot and samliew/chatexchange: missing rooms, people and messages (reference 1.11 to 1.15)",
  },
  methodNotAllowed: {
    status: 405,
    isJson: false,
    evidence: "assumed",
    source: "assumed: never captured",
  },
  contentTooLarge: {
    status: 413,
    isJson: false,
    evidence: "assumed",
    source: "assumed: never captured",
  },
  malformedRequest: {
    status: 400,
    text: "{reason}",
    isJson: false,
    evidence: "assumed",
    source: "assumed: never captured",
  },
} as const satisfies Record<string, WireText>;

export type ErrorName = keyof typeof errors;
