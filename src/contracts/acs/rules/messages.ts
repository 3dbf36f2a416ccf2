// Rules of messages: sending and reading; changes and the list have their own files.

import type { Rule } from "../../contract.ts";
import type { messageOperations } from "../messages.ts";
import { messageDeleteRules, messageUpdateRules } from "./message-changes.ts";
import { messageListRules } from "./message-list.ts";

const sendRules: readonly Rule[] = [
  {
    id: "messages.send.answers-id",
    says: "Sending answers 201 with nothing but the id of the message.",
    evidence: "observed",
    source: "canSendThenGetMessage; acs-rest 3.3",
  },
  {
    id: "messages.send.location",
    says: "`Location` is the absolute URL of the message, the colons of its thread id escaped as `%3A`.",
    evidence: "observed",
    source: "canDeleteExistingMessage; acs-rest 3.3",
  },
  {
    id: "messages.send.type-null",
    says: "A `type` of null is accepted and means text.",
    evidence: "observed",
    source: "net-read-receipts-preview6; acs-rest 3.3",
    versions: "from 2020-11-01-preview3",
  },
  {
    id: "messages.send.type-default",
    says: "A message without a `type` is text.",
    evidence: "documented",
    source: "acs-rest 3.3: documented default",
    versions: "from 2020-11-01-preview3",
  },
  {
    id: "messages.send.type-unknown",
    says: "A `type` other than text and html is refused with 400.",
    evidence: "assumed",
    source: "assumed: the specification lists these two to send; never recorded (acs-rest 6)",
    versions: "from 2020-11-01-preview3",
  },
  {
    id: "messages.send.sender-name-default",
    says: "A sender without a display name reads as the empty string.",
    evidence: "observed",
    source: "js-participants-preview3; acs-rest 3.3",
  },
  {
    id: "messages.send.html-unchanged",
    says: "Plain html such as `<div>test</div>` reads as it was sent.",
    evidence: "observed",
    source: "canSendThenGetHtmlMessage",
    versions: "from 2020-11-01-preview3",
  },
  {
    id: "messages.send.html-not-sanitized",
    says: "No html is taken out of a message.",
    evidence: "assumed",
    source: "assumed: sanitizing is documented, what it takes out is not (acs-rest 3.3)",
    versions: "from 2020-11-01-preview3",
  },
  {
    id: "messages.send.metadata",
    says: "Metadata that was sent is shown, empty values included.",
    evidence: "observed",
    source: "canSendThenGetHtmlMessage",
    versions: "from 2021-04-05-preview6",
  },
  {
    id: "messages.send.metadata-size",
    says: "Metadata of a message has no limit of its own.",
    evidence: "assumed",
    source:
      "assumed: 1 KB is specified for threads and participants; for messages no limit was found",
    versions: "from 2021-04-05-preview6",
  },
  {
    id: "messages.send.empty-content",
    says: "An empty content is accepted.",
    evidence: "assumed",
    source: "assumed: the specification only asks for a string; acs-rest 6 leaves it open",
  },
  {
    id: "messages.send.size",
    says: "A content of more than 28 KB is refused with 413.",
    evidence: "assumed",
    source: "assumed: the limit is documented (service limits), the status is not",
  },
  {
    id: "messages.send.one-id-each",
    says: "Two messages that arrive in the same millisecond get two ids, the later one the higher.",
    evidence: "assumed",
    source: "assumed: ids are times of arrival and must be unique; never recorded",
  },
  {
    id: "messages.send.deleted-thread",
    says: "Sending to a deleted thread answers 404 `NotFound` as for an unknown thread.",
    evidence: "assumed",
    source: "assumed: never recorded (acs-rest 6)",
  },
  {
    id: "messages.send.priority-default",
    says: "A message without a priority has the priority Normal.",
    evidence: "observed",
    source: "js-members-preview2; acs-rest 2.3",
    versions: "2020-09-21-preview2",
  },
  {
    id: "messages.send.attachments",
    says: "Attachments can be sent with a message and are shown in its content.",
    evidence: "specified",
    source: "@azure/communication-chat 1.6.0-beta.3 mappers; acs-rest 1",
    versions: "2024-06-05-preview",
  },
  {
    id: "messages.send.attachment-urls",
    says: "An image attachment without URLs shows those of its views.",
    evidence: "assumed",
    source:
      "assumed: clients load images from the endpoint with their token (acs-clients: composite)",
    versions: "2024-06-05-preview",
  },
  {
    id: "messages.send.rate",
    says: "With rate limits on, messages of a thread can be sent, edited and deleted ten times in 10 seconds and thirty times in a minute.",
    evidence: "documented",
    source: "service limits page",
  },
];

const getRules: readonly Rule[] = [
  {
    id: "messages.get.as-listed",
    says: "A message reads alone as it does in the list.",
    evidence: "observed",
    source: "net-thread-participant-message-typing-preview6",
  },
  {
    id: "messages.get.system",
    says: "A system message can be read by its id.",
    evidence: "observed",
    source: "net-thread-participant-message-typing-preview6",
  },
  {
    id: "messages.get.deleted",
    says: "A deleted message can be read by its id, as it is in the list.",
    evidence: "assumed",
    source: "assumed: never recorded (acs-rest 3.3)",
  },
  {
    id: "messages.get.malformed-id",
    says: "A malformed message id answers 400 `BadRequest` with `Value for MessageId (<id>) is not valid.`.",
    evidence: "observed",
    source: "cannotGetMessageWithInvalidId",
  },
  {
    id: "messages.get.unknown",
    says: "A numeric id that no message has answers 404 `NotFound` without a message.",
    evidence: "assumed",
    source: "assumed: as reported for read receipts; never recorded (acs-rest 3.3)",
  },
  {
    id: "messages.get.hidden",
    says: "A message from before a participant's `shareHistoryTime` answers 404 `NotFound` to him.",
    evidence: "assumed",
    source: "assumed: what is not listed does not exist; never recorded",
  },
  {
    id: "messages.get.rate",
    says: "With rate limits on, messages of a thread can be read fifty times in 10 seconds by each user and 250 times by all.",
    evidence: "documented",
    source: "service limits page",
  },
];

export const messageRules = {
  ChatThread_SendChatMessage: sendRules,
  ChatThread_ListChatMessages: messageListRules,
  ChatThread_GetChatMessage: getRules,
  ChatThread_UpdateChatMessage: messageUpdateRules,
  ChatThread_DeleteChatMessage: messageDeleteRules,
} as const satisfies Record<keyof typeof messageOperations, readonly Rule[]>;
