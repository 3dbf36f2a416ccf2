// Rules of participants: listing, adding and removing them.

import type { Rule } from "../../contract.ts";
import type { participantOperations } from "../participants.ts";

const listRules: readonly Rule[] = [
  {
    id: "participants.list.order",
    says: "Participants are listed in the order of joining.",
    evidence: "observed",
    source: "net-thread-participant-message-typing-preview6; acs-rest 3.4",
  },
  {
    id: "participants.list.item",
    says: "An item shows the identifier, any display name and `shareHistoryTime`.",
    evidence: "observed",
    source: "net-thread-participant-message-typing-preview6",
  },
  {
    id: "participants.list.name-omitted",
    says: "A display name that was not given is absent.",
    evidence: "observed",
    source: "js-participants-preview3; acs-rest 3.2",
  },
  {
    id: "participants.list.history-default",
    says: "A `shareHistoryTime` that was not given reads `1970-01-01T00:00:00Z`.",
    evidence: "observed",
    source: "js-participants-preview3; acs-rest 3.2",
  },
  {
    id: "participants.list.history-truncated",
    says: "A `shareHistoryTime` that was given is shown cut to whole seconds.",
    evidence: "observed",
    source: "js-participants-preview3; acs-rest 3.2",
  },
  {
    id: "participants.list.history-in-future",
    says: "A `shareHistoryTime` in the future is accepted.",
    evidence: "observed",
    source: "acs-rest 3.2",
  },
  {
    id: "participants.list.metadata",
    says: "Metadata of a participant is shown as it was given.",
    evidence: "observed",
    source: "java-participant-metadata-2025-03-15",
    versions: "2025-03-15 and the previews since 2023-07-01-preview",
  },
  {
    id: "participants.list.text-ids",
    says: "A participant's identifier is the plain id in `id`.",
    evidence: "observed",
    source: "js-participants-preview3",
    versions: "up to 2020-11-01-preview3",
  },
  {
    id: "participants.list.members-path",
    says: "Participants are listed under `members`.",
    evidence: "specified",
    source: "@azure/communication-chat 1.0.0-beta.1; acs-rest 2.3",
    versions: "2020-09-21-preview2",
  },
  {
    id: "participants.list.link",
    says: "`nextLink` is absolute, with the thread id unescaped, and carries skip, maxPageSize and the `api-version` of the request.",
    evidence: "observed",
    source: "net-thread-participant-message-typing-preview6",
  },
  {
    id: "participants.list.short-page-ends",
    says: "A page that is not full has no `nextLink`.",
    evidence: "observed",
    source: "net-thread-participant-message-typing-preview6",
  },
  {
    id: "participants.list.full-page-ends",
    says: "A full page that is the last one has no `nextLink`.",
    evidence: "assumed",
    source: "assumed: as observed for read receipts (acs-rest 3.4)",
  },
  {
    id: "participants.list.skip",
    says: "`skip` leaves out that many participants from the start.",
    evidence: "specified",
    source: "swagger 2025-03-15; acs-clients: Requests",
  },
  {
    id: "participants.list.page-of-100",
    says: "Without `maxPageSize` a page has up to 100 participants.",
    evidence: "assumed",
    source: "assumed: as observed for threads; recordings have five at most (acs-rest 6)",
  },
  {
    id: "participants.list.rate",
    says: "With rate limits on, a user can list the participants of a thread ten times in 10 seconds, all users together 250 times.",
    evidence: "documented",
    source: "service limits page",
  },
];

const addRules: readonly Rule[] = [
  {
    id: "participants.add.answers-empty-object",
    says: "Addition answers 201 with `{}` when everybody could be added.",
    evidence: "observed",
    source: "net-thread-participant-message-typing-preview6; py-remove-participant-2024-03-07",
    versions: "from 2020-11-01-preview3",
  },
  {
    id: "participants.add.multi-status",
    says: "Addition answers 207 with one `ThreadMember` status for each member, in order.",
    evidence: "observed",
    source: "js-members-preview2",
    versions: "2020-09-21-preview2",
  },
  {
    id: "participants.add.one-message",
    says: "Each addition writes one `participantAdded` message.",
    evidence: "observed",
    source: "net-thread-participant-message-typing-preview6; acs-rest 3.3",
  },
  {
    id: "participants.add.present-unchanged",
    says: "Adding somebody who is in the thread answers 201 with `{}` and keeps his display name.",
    evidence: "observed",
    source: "canAddListAndRemoveParticipants",
  },
  {
    id: "participants.add.present-no-message",
    says: "Adding only people who are in the thread writes no system message.",
    evidence: "assumed",
    source: "assumed: nothing changes; never recorded (acs-rest 3.4)",
  },
  {
    id: "participants.add.any-participant",
    says: "Any participant may add others.",
    evidence: "documented",
    source: "chat concepts page; acs-rest 3.8",
  },
  {
    id: "participants.add.malformed-identifier",
    says: "One malformed participant id refuses the whole addition with 400 `BadRequest` and `Identifier format is invalid (<id>).`.",
    evidence: "observed",
    source: "cannotAddSingleParticipantWithInvalidUser",
  },
  {
    id: "participants.add.unknown-user-reported",
    says: "A well-formed user of the resource that does not exist is left out and reported in `invalidParticipants` with code 404 and `Not found`.",
    evidence: "assumed",
    source:
      "assumed: the entry is an example of the swagger; none was ever recorded (acs-rest 2.1)",
  },
  {
    id: "participants.add.foreign-user-reported",
    says: "A user of another resource, or an identifier that is no user, is left out and reported in `invalidParticipants` with code 403 and `Permissions check failed`.",
    evidence: "assumed",
    source:
      "assumed: the entry is an example of the swagger; none was ever recorded (acs-rest 2.1)",
  },
  {
    id: "participants.add.errors-wrapper",
    says: "Participants that could not be added are reported in `errors.invalidParticipants`.",
    evidence: "specified",
    source: "@azure/communication-chat 1.0.0-beta.4 and 1.0.0-beta.5 mappers",
    versions: "2020-11-01-preview3 and 2021-01-27-preview4",
  },
  {
    id: "participants.add.batch-size",
    says: "More than 200 participants in one addition are refused.",
    evidence: "documented",
    source: "service limits page; acs-rest 3.9",
  },
  {
    id: "participants.add.thread-size",
    says: "A thread has at most 250 participants.",
    evidence: "documented",
    source: "service limits page; acs-rest 3.9",
  },
  {
    id: "participants.add.thread-full",
    says: "An addition that would pass 250 participants is refused with 400 `BadRequest`, and nobody is added.",
    evidence: "assumed",
    source: "assumed: as reported for too many in one creation; never recorded",
  },
  {
    id: "participants.add.metadata-size",
    says: "Metadata of a participant of more than 1 KB in total is refused with 400.",
    evidence: "assumed",
    source: "assumed: the limit is specified (acs-rest 3.9), the status is not",
    versions: "2025-03-15 and the previews since 2023-07-01-preview",
  },
  {
    id: "participants.add.rate",
    says: "With rate limits on, participants of a thread can be added and removed ten times in 10 seconds and thirty times in a minute.",
    evidence: "documented",
    source: "service limits page",
  },
];

const removeRules: readonly Rule[] = [
  {
    id: "participants.remove.no-content",
    says: "Removal answers 204 without a body.",
    evidence: "observed",
    source: "py-remove-participant-2024-03-07; net-thread-participant-message-typing-preview6",
  },
  {
    id: "participants.remove.bare-identifier",
    says: "The body is the identifier itself, with or without its rawId.",
    evidence: "observed",
    source: "py-remove-participant-2024-03-07; net-thread-participant-message-typing-preview6",
    versions: "from 2021-01-27-preview4",
  },
  {
    id: "participants.remove.by-path",
    says: "A participant is removed with DELETE and his id in the path.",
    evidence: "observed",
    source: "js-participants-preview3; js-members-preview2",
    versions: "up to 2020-11-01-preview3",
  },
  {
    id: "participants.remove.message",
    says: "Removal writes a `participantRemoved` message with the display name and `shareHistoryTime` of the removed participant.",
    evidence: "observed",
    source: "net-thread-participant-message-typing-preview6; acs-rest 3.4",
  },
  {
    id: "participants.remove.malformed-identifier",
    says: "A malformed id answers 400 `BadRequest` with `Identifier format is invalid (<id>).`.",
    evidence: "observed",
    source: "acs-rest 3.4",
  },
  {
    id: "participants.remove.absent",
    says: "Removing somebody who is not in the thread answers 204 and writes no system message.",
    evidence: "assumed",
    source: "assumed: a published sample relies on it (acs-clients: Requests); never recorded",
  },
  {
    id: "participants.remove.self",
    says: "Participants can remove themselves: 204 and a `participantRemoved` message.",
    evidence: "assumed",
    source: "assumed: as any other removal; never recorded (acs-rest 3.4)",
  },
  {
    id: "participants.remove.any-participant",
    says: "Any participant may remove others.",
    evidence: "documented",
    source: "chat concepts page; acs-rest 3.8",
  },
];

export const participantRules = {
  ChatThread_ListChatParticipants: listRules,
  ChatThread_AddChatParticipants: addRules,
  ChatThread_RemoveChatParticipant: removeRules,
} as const satisfies Record<keyof typeof participantOperations, readonly Rule[]>;
