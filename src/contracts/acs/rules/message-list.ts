// Rules of the list of messages: its order, what each kind of message shows, and its pages.

import type { Rule } from "../../contract.ts";

const orderRules: readonly Rule[] = [
  {
    id: "messages.list.newest-change-first",
    says: "Messages are listed by their last change, the newest first.",
    evidence: "observed",
    source:
      "net-thread-participant-message-typing-preview6; acs-rest 0.2 (documents say chronological)",
  },
  {
    id: "messages.list.edit-moves-to-top",
    says: "An edited or deleted message moves to the top of the list.",
    evidence: "observed",
    source: "net-thread-participant-message-typing-preview6; December 2021 on 2021-09-07",
  },
  {
    id: "messages.list.sequence-descends",
    says: "`sequenceId` descends strictly over the pages.",
    evidence: "observed",
    source: "net-thread-participant-message-typing-preview6",
    versions: "from 2020-11-01-preview3",
  },
  {
    id: "messages.list.deleted-stay",
    says: "A deleted message stays with its id, type, times and sender, an empty content and `deletedOn`, and without `editedOn`.",
    evidence: "observed",
    source: "net-thread-participant-message-typing-preview6; acs-rest 0.4",
  },
  {
    id: "messages.list.system-listed",
    says: "System messages are listed among the others.",
    evidence: "observed",
    source: "canListMessages; net-thread-participant-message-typing-preview6",
  },
  {
    id: "messages.list.history",
    says: "Messages from before a participant's `shareHistoryTime` are not listed to him.",
    evidence: "documented",
    source: "JavaScript quickstart, Python quickstart: shareHistoryTime",
  },
  {
    id: "messages.list.own-history",
    says: "A participant's own messages from before his `shareHistoryTime` are hidden like all others.",
    evidence: "assumed",
    source: "assumed: no exception is documented; never recorded",
  },
];

const shapeRules: readonly Rule[] = [
  {
    id: "messages.list.content",
    says: "Every message has a content that is not null, system messages included.",
    evidence: "observed",
    source: "net-thread-participant-message-typing-preview6; acs-clients: Requests",
  },
  {
    id: "messages.list.written-content",
    says: 'The content of a text or html message is `{"message"}`.',
    evidence: "observed",
    source: "canSendThenGetMessage; acs-rest 3.3",
    versions: "from 2020-11-01-preview3",
  },
  {
    id: "messages.list.topic-content",
    says: "The content of `topicUpdated` is the topic and its initiator.",
    evidence: "observed",
    source: "net-thread-participant-message-typing-preview6",
    versions: "from 2020-11-01-preview3",
  },
  {
    id: "messages.list.participants-content",
    says: "The content of `participantAdded` and `participantRemoved` is the participants, with `shareHistoryTime` and any display name, and the initiator.",
    evidence: "observed",
    source: "net-thread-participant-message-typing-preview6",
    versions: "from 2020-11-01-preview3",
  },
  {
    id: "messages.list.system-has-no-sender",
    says: "A system message has no sender and no display name.",
    evidence: "observed",
    source: "net-thread-participant-message-typing-preview6; acs-rest 3.3",
    versions: "from 2020-11-01-preview3",
  },
  {
    id: "messages.list.key-order",
    says: "The keys of a message come as id, type, sequenceId, version, content, senderDisplayName, createdOn, senderCommunicationIdentifier, deletedOn or editedOn, metadata.",
    evidence: "observed",
    source: "acs-rest 3.3",
    versions: "from 2021-01-27-preview4",
  },
  {
    id: "messages.list.text-ids",
    says: "The sender is the plain id in `senderId`, the initiator the plain id in `initiator`.",
    evidence: "observed",
    source: "js-participants-preview3",
    versions: "2020-11-01-preview3",
  },
  {
    id: "messages.list.attachments",
    says: "Attachments of a content are images or files, with name, url and preview.",
    evidence: "specified",
    source: "@azure/communication-chat 1.5.0-beta.1 and 1.5.4 mappers",
    versions: "2023-11-15-preview and from 2024-03-01-preview",
  },
  {
    id: "messages.list.attachments-images-only",
    says: "Attachments of a content are images only.",
    evidence: "specified",
    source: "@azure/communication-chat 1.4.0 mappers",
    versions: "2023-11-07",
  },
  {
    id: "messages.list.files-left-out",
    says: "Attachments that are files are left out.",
    evidence: "assumed",
    source: "assumed: the version has no name for them",
    versions: "2023-11-07",
  },
  {
    id: "messages.list.attachments-first-names",
    says: "Attachment types are teamsInlineImage, teamsImage and file.",
    evidence: "specified",
    source: "@azure/communication-chat 1.4.0-beta.2 mappers",
    versions: "2023-07-01-preview",
  },
  {
    id: "messages.list.no-attachments",
    says: "A content has no attachments.",
    evidence: "specified",
    source: "@azure/communication-chat 1.0.0-beta.1 to 1.3.2 mappers",
    versions: "up to 2022-11-15-preview8",
  },
  {
    id: "messages.list.no-metadata",
    says: "A message has no metadata.",
    evidence: "specified",
    source: "@azure/communication-chat 1.0.0-beta.1 to 1.0.1 mappers",
    versions: "up to 2021-03-07",
  },
  {
    id: "messages.list.no-violation",
    says: "No message shows `policyViolation`.",
    evidence: "assumed",
    source: "assumed: it comes from compliance software that the emulator has none of",
    versions: "2024-06-05-preview",
  },
];

const preview2 = "2020-09-21-preview2";

const preview2Rules: readonly Rule[] = [
  {
    id: "messages.list.preview2-content",
    says: "The content is a string, which is empty once the message is deleted.",
    evidence: "observed",
    source: "js-members-preview2; acs-rest 0.4",
    versions: preview2,
  },
  {
    id: "messages.list.preview2-types",
    says: "The types are Text, ThreadActivity/TopicUpdate and ThreadActivity/AddMember.",
    evidence: "observed",
    source: "js-members-preview2",
    versions: preview2,
  },
  {
    id: "messages.list.preview2-removal",
    says: "A removal has the type ThreadActivity/DeleteMember and a `<deletemember>` content.",
    evidence: "assumed",
    source: "assumed: after AddMember and `<addmember>`; never recorded (acs-rest 2.3)",
    versions: preview2,
  },
  {
    id: "messages.list.preview2-html",
    says: "An html message that another version sent has the type Text.",
    evidence: "assumed",
    source: "assumed: the version has no name for html",
    versions: preview2,
  },
  {
    id: "messages.list.preview2-topic",
    says: "A change of topic reads `<topicupdate>` with eventtime, initiator and value.",
    evidence: "observed",
    source: "js-members-preview2",
    versions: preview2,
  },
  {
    id: "messages.list.preview2-joining",
    says: "The addition of members reads `<addmember>` with eventtime, initiator, rosterVersion, and a target and a detailedtargetinfo for each.",
    evidence: "observed",
    source: "js-members-preview2",
    versions: preview2,
  },
  {
    id: "messages.list.preview2-system-sender",
    says: "The sender of a system message is the thread.",
    evidence: "observed",
    source: "js-members-preview2",
    versions: preview2,
  },
  {
    id: "messages.list.preview2-no-sequence",
    says: "A message has a priority and no sequenceId.",
    evidence: "observed",
    source: "js-members-preview2; acs-rest 2.3",
    versions: preview2,
  },
];

const pageRules: readonly Rule[] = [
  {
    id: "messages.list.page-of-10",
    says: "Without `maxPageSize` a page has up to ten messages, and its `nextLink` says `maxPageSize=10`.",
    evidence: "observed",
    source: "net-thread-participant-message-typing-preview6; acs-rest 0.7",
  },
  {
    id: "messages.list.full-page-links",
    says: "Every full page has a `nextLink`, if need be to an empty page.",
    evidence: "observed",
    source: "acs-rest 0.6: eight messages by two in five requests; three by one in four",
  },
  {
    id: "messages.list.short-page-ends",
    says: "A page that is not full has no `nextLink`.",
    evidence: "observed",
    source: "net-thread-participant-message-typing-preview6",
  },
  {
    id: "messages.list.link",
    says: "`nextLink` is absolute, with the thread id unescaped, and carries syncState, startTime, maxPageSize and the `api-version` of the request.",
    evidence: "observed",
    source: "net-thread-participant-message-typing-preview6; acs-rest 3.3",
  },
  {
    id: "messages.list.link-start-time",
    says: "`nextLink` writes startTime as `1/1/1970 12:00:00 AM +00:00`, also if the request had none.",
    evidence: "observed",
    source: "net-thread-participant-message-typing-preview6",
  },
  {
    id: "messages.list.sync-state",
    says: "`syncState` is the hexadecimal of 3e, the length and text of the thread id, 01, and the versions of the last message of the page and of the newest message.",
    evidence: "observed",
    source: "acs-rest 3.3",
  },
  {
    id: "messages.list.next-page",
    says: "The next page has the messages whose version is below that of the last one before.",
    evidence: "observed",
    source: "acs-rest 3.3",
  },
  {
    id: "messages.list.link-with-iso-time",
    says: "A `syncState` is accepted together with an ISO startTime, in any order of the parameters.",
    evidence: "specified",
    source: "SDKs 1.0.x and 1.1.0-beta.2 rewrite the link so, measured (acs-rest 7)",
  },
  {
    id: "messages.list.start-time-forms",
    says: "`startTime` is accepted as an ISO time with a fraction.",
    evidence: "observed",
    source: "acs-rest 3.3",
  },
  {
    id: "messages.list.start-time",
    says: "`startTime` leaves out the messages whose version is before it.",
    evidence: "assumed",
    source: "assumed: at the boundary the message is listed; never recorded (acs-rest 6)",
  },
  {
    id: "messages.list.page-size-max",
    says: "A page has at most 200 messages.",
    evidence: "documented",
    source: "acs-rest 3.9: documented limits",
  },
  {
    id: "messages.list.rate",
    says: "With rate limits on, a user can list the messages of a thread fifty times in 10 seconds and 200 times in a minute, all users together 250 and 400 times.",
    evidence: "documented",
    source: "service limits page",
  },
];

export const messageListRules: readonly Rule[] = [
  ...orderRules,
  ...shapeRules,
  ...preview2Rules,
  ...pageRules,
];
