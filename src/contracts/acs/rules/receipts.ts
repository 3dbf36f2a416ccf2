// Rules of read receipts: sending and listing them.

import type { Rule } from "../../contract.ts";
import type { receiptOperations } from "../receipts.ts";

const listRules: readonly Rule[] = [
  {
    id: "receipts.list.one-each",
    says: "Each participant who sent receipts has one, his latest.",
    evidence: "observed",
    source: "acs-rest 0.8 and 3.5; acs-clients: Requests",
  },
  {
    id: "receipts.list.own-included",
    says: "The caller's own receipt is listed.",
    evidence: "observed",
    source: "net-read-receipts-preview6",
  },
  {
    id: "receipts.list.item",
    says: "An item shows the sender, the message id and `readOn`.",
    evidence: "observed",
    source: "net-read-receipts-preview6",
    versions: "from 2021-01-27-preview4",
  },
  {
    id: "receipts.list.text-ids",
    says: "The sender is the plain id in `senderId`.",
    evidence: "observed",
    source: "js-members-preview2; acs-rest 2.2",
    versions: "up to 2020-11-01-preview3",
  },
  {
    id: "receipts.list.oldest-first",
    says: "Receipts are listed by `readOn`, the oldest first.",
    evidence: "assumed",
    source: "assumed: recordings happen to be so (acs-rest 3.5), section 6 leaves it open",
  },
  {
    id: "receipts.list.removed-vanish",
    says: "The receipt of a removed participant is gone.",
    evidence: "assumed",
    source: "assumed: receipts are of participants; never recorded",
  },
  {
    id: "receipts.list.last-page-has-no-link",
    says: "A full page that is the last one has no `nextLink`.",
    evidence: "observed",
    source: "acs-rest 3.5: two receipts by two",
  },
  {
    id: "receipts.list.link",
    says: "`nextLink` is absolute and carries skip, maxPageSize and the `api-version` of the request.",
    evidence: "assumed",
    source: "assumed: as observed for participants; no recording has a second page",
  },
  {
    id: "receipts.list.page-of-100",
    says: "Without `maxPageSize` a page has up to 100 receipts.",
    evidence: "assumed",
    source: "assumed: as observed for threads; recordings have two at most (acs-rest 6)",
  },
  {
    id: "receipts.list.rate",
    says: "With rate limits on, a user can list the receipts of a thread five times in 10 seconds, all users together 100 times.",
    evidence: "documented",
    source: "service limits page",
  },
];

const sendRules: readonly Rule[] = [
  {
    id: "receipts.send.ok",
    says: "A receipt answers 200 without a body and with `Content-Length: 0`.",
    evidence: "observed",
    source: "net-read-receipts-preview6; acs-rest 2.1",
    versions: "from 2020-11-01-preview3",
  },
  {
    id: "receipts.send.created",
    says: "A receipt answers 201 without a body.",
    evidence: "specified",
    source: "@azure/communication-chat 1.0.0-beta.1; acs-rest 2.3",
    versions: "2020-09-21-preview2",
  },
  {
    id: "receipts.send.replaces",
    says: "A later receipt replaces the earlier one of the same participant.",
    evidence: "observed",
    source: "acs-rest 3.5",
  },
  {
    id: "receipts.send.older-message",
    says: "A receipt for an older message than the last one is accepted and changes nothing.",
    evidence: "assumed",
    source: "assumed: the latest message counts; never recorded (acs-rest 3.5)",
  },
  {
    id: "receipts.send.unknown-message",
    says: "A receipt for a message that does not exist answers 404 `NotFound` without a message.",
    evidence: "observed",
    source: "reported in July 2025 (acs-rest 3.3)",
  },
  {
    id: "receipts.send.malformed-id",
    says: "A malformed message id answers 400 `BadRequest` with `Value for MessageId (<id>) is not valid.`.",
    evidence: "assumed",
    source: "assumed: as observed for messages; for receipts never recorded",
  },
  {
    id: "receipts.send.large-threads",
    says: "Receipts are accepted in threads of any size.",
    evidence: "assumed",
    source:
      "assumed: documented as unsupported above 20 participants (acs-rest 3.9), no refusal was found",
  },
  {
    id: "receipts.send.rate",
    says: "With rate limits on, a user can send receipts to a thread ten times in 10 seconds and thirty times in a minute.",
    evidence: "documented",
    source: "service limits page",
  },
];

export const receiptRules = {
  ChatThread_ListChatReadReceipts: listRules,
  ChatThread_SendChatReadReceipt: sendRules,
} as const satisfies Record<keyof typeof receiptOperations, readonly Rule[]>;
