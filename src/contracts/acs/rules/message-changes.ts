// Rules of edits and deletions of messages.

import type { Rule } from "../../contract.ts";

export const messageUpdateRules: readonly Rule[] = [
  {
    id: "messages.update.no-content",
    says: "An edit answers 204 without a body.",
    evidence: "observed",
    source: "net-thread-participant-message-typing-preview6",
    versions: "from 2020-11-01-preview3",
  },
  {
    id: "messages.update.ok",
    says: "An edit answers 200 without a body.",
    evidence: "specified",
    source: "@azure/communication-chat 1.0.0-beta.1; acs-rest 2.3",
    versions: "2020-09-21-preview2",
  },
  {
    id: "messages.update.changes",
    says: "An edit changes the content, the version, the sequenceId and `editedOn`.",
    evidence: "observed",
    source: "net-thread-participant-message-typing-preview6; acs-rest 3.3",
  },
  {
    id: "messages.update.keeps",
    says: "An edit keeps the id, the type, `createdOn` and the display name of the sender.",
    evidence: "observed",
    source: "net-thread-participant-message-typing-preview6; acs-rest 3.3",
  },
  {
    id: "messages.update.next-number",
    says: "An edit takes the next sequenceId of the thread.",
    evidence: "observed",
    source: "acs-rest 0.3: a message went from 4 to 10",
  },
  {
    id: "messages.update.partial",
    says: "A content that is not sent stays as it is.",
    evidence: "specified",
    source: "swagger 2025-03-15: merge-patch with an optional content",
  },
  {
    id: "messages.update.metadata-merges",
    says: "Metadata of an edit is merged: keys that are not sent stay.",
    evidence: "observed",
    source: "acs-rest 3.3: Android recordings",
    versions: "from 2021-04-05-preview6",
  },
  {
    id: "messages.update.metadata-empty-value",
    says: "An empty value in the metadata of an edit takes its key away.",
    evidence: "observed",
    source: "net-thread-participant-message-typing-preview6",
    versions: "from 2021-04-05-preview6",
  },
  {
    id: "messages.update.empty",
    says: "An empty edit counts as an edit.",
    evidence: "assumed",
    source: "assumed: it is accepted for threads, for messages it was never recorded",
  },
  {
    id: "messages.update.own-only",
    says: "Only its sender can edit a message: others get an error.",
    evidence: "documented",
    source: "chat concepts page; acs-rest 3.6 and 3.8",
  },
  {
    id: "messages.update.foreign",
    says: "Editing the message of somebody else answers 403 `Forbidden`, with the message for missing permissions.",
    evidence: "assumed",
    source: "assumed: the error is documented, its status is not (acs-rest 3.6)",
  },
  {
    id: "messages.update.system",
    says: "Editing a system message answers 403 `Forbidden`.",
    evidence: "assumed",
    source: "assumed: it has no sender who could; never recorded",
  },
  {
    id: "messages.update.deleted",
    says: "Editing a deleted message answers 404 `NotFound`.",
    evidence: "assumed",
    source: "assumed: nothing is left to edit; never recorded",
  },
  {
    id: "messages.update.malformed-id",
    says: "A malformed message id in an edit answers 400 `BadRequest` with `Value for MessageId (<id>) is not valid.`.",
    evidence: "observed",
    source: "acs-rest 3.3",
  },
];

export const messageDeleteRules: readonly Rule[] = [
  {
    id: "messages.delete.no-content",
    says: "Deletion answers 204 without a body.",
    evidence: "observed",
    source: "canDeleteExistingMessage",
  },
  {
    id: "messages.delete.next-number",
    says: "A deletion takes the next sequenceId of the thread and moves the version.",
    evidence: "observed",
    source: "acs-rest 0.3: a message went from 10 to 11",
  },
  {
    id: "messages.delete.own-only",
    says: "Only its sender can delete a message: others get an error.",
    evidence: "documented",
    source: "chat concepts page; acs-rest 3.6 and 3.8",
  },
  {
    id: "messages.delete.foreign",
    says: "Deleting the message of somebody else answers 403 `Forbidden`, with the message for missing permissions.",
    evidence: "assumed",
    source: "assumed: the error is documented, its status is not (acs-rest 3.6)",
  },
  {
    id: "messages.delete.system",
    says: "Deleting a system message answers 403 `Forbidden`.",
    evidence: "assumed",
    source: "assumed: it has no sender who could; never recorded",
  },
  {
    id: "messages.delete.twice",
    says: "Deleting a message again answers 204 and changes nothing.",
    evidence: "assumed",
    source: "assumed: as for threads, where it was observed; never recorded",
  },
  {
    id: "messages.delete.metadata-dropped",
    says: "A deleted message shows no metadata.",
    evidence: "assumed",
    source: "assumed: its content goes; no recording deletes a message with metadata and reads it",
  },
  {
    id: "messages.delete.malformed-id",
    says: "A malformed message id in a deletion answers 400 `BadRequest` with `Value for MessageId (<id>) is not valid.`.",
    evidence: "observed",
    source: "acs-rest 3.3",
  },
];
