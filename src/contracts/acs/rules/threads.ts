// Rules of threads: reading, change and deletion; creation and the list have their own files.

import type { Rule } from "../../contract.ts";
import type { threadOperations } from "../threads.ts";
import { threadCreateRules } from "./thread-create.ts";
import { threadListRules } from "./thread-list.ts";

const getRules: readonly Rule[] = [
  {
    id: "threads.get.properties",
    says: "A thread shows its id, topic, `createdOn` and creator.",
    evidence: "observed",
    source: "canGetExistingChatThread",
  },
  {
    id: "threads.get.creator-is-text",
    says: "The creator is the plain id in `createdBy`.",
    evidence: "observed",
    source: "js-participants-preview3; acs-rest 2.2 and 2.3",
    versions: "up to 2020-11-01-preview3",
  },
  {
    id: "threads.get.members",
    says: "A thread shows its members.",
    evidence: "observed",
    source: "JS 1.0.0-beta.1 recordings; acs-rest 2.3",
    versions: "2020-09-21-preview2",
  },
  {
    id: "threads.get.metadata-absent",
    says: "Metadata that was never set is absent.",
    evidence: "observed",
    source: "acs-rest 3.2",
    versions: "those with thread metadata",
  },
  {
    id: "threads.get.retention-default",
    says: 'A thread without a retention policy shows `{"kind":"none"}`.',
    evidence: "observed",
    source: "java-participant-metadata-2025-03-15; acs-rest 3.2",
    versions: "2024-06-05-preview and 2025-03-15",
  },
  {
    id: "threads.get.retention-omitted",
    says: "A thread without a retention policy shows none.",
    evidence: "observed",
    source: "js-retention-null-2024-03-15-preview",
    versions: "2024-03-15-preview",
  },
  {
    id: "threads.get.messaging-policy",
    says: "A thread shows `messagingPolicy` with `textOnlyChat` false.",
    evidence: "observed",
    source: "JS 1.6.0-beta.3 recordings; acs-rest 3.2",
    versions: "2024-06-05-preview",
  },
  {
    id: "threads.get.older-versions-show-less",
    says: "Thread metadata and retention policy are absent.",
    evidence: "specified",
    source: "@azure/communication-chat 1.0.0 to 1.5.4 mappers; acs-rest 1",
    versions: "up to 2022-11-15-preview8, 2023-11-07 and 2024-03-07",
  },
  {
    id: "threads.get.deleted",
    says: "A deleted thread cannot be read: its participants get 404 `NotFound` as for an unknown one.",
    evidence: "assumed",
    source: "assumed: documented to be out of reach, the answer was never recorded (acs-rest 3.8)",
  },
  {
    id: "threads.get.rate",
    says: "With rate limits on, a user can read and list threads fifty times in 10 seconds.",
    evidence: "documented",
    source: "service limits page",
  },
];

const updateRules: readonly Rule[] = [
  {
    id: "threads.update.no-content",
    says: "A change answers 204 without a body.",
    evidence: "observed",
    source: "net-thread-participant-message-typing-preview6",
    versions: "from 2020-11-01-preview3",
  },
  {
    id: "threads.update.ok",
    says: "A change answers 200 without a body.",
    evidence: "observed",
    source: "JS 1.0.0-beta.1 recordings; acs-rest 2.3",
    versions: "2020-09-21-preview2",
  },
  {
    id: "threads.update.topic-message",
    says: "A change of topic adds a `topicUpdated` message.",
    evidence: "observed",
    source: "net-thread-participant-message-typing-preview6; js-participants-preview3",
  },
  {
    id: "threads.update.empty",
    says: "An empty change is accepted and changes nothing.",
    evidence: "observed",
    source: "acs-rest 3.2: 2025-03-15 recordings",
  },
  {
    id: "threads.update.metadata-merges",
    says: "Metadata of a change is merged key by key into the metadata of the thread.",
    evidence: "observed",
    source: "js-thread-metadata-2023-11-15-preview; acs-rest 3.2",
    versions: "those with thread metadata",
  },
  {
    id: "threads.update.metadata-empty-value",
    says: "An empty value in thread metadata is stored as an empty value.",
    evidence: "assumed",
    source: "assumed: only for messages was an empty value seen to remove its key (acs-rest 0.9)",
    versions: "those with thread metadata",
  },
  {
    id: "threads.update.retention-replaces",
    says: "A retention policy of a change replaces the one before.",
    evidence: "observed",
    source: "acs-rest 3.2",
    versions: "those with retention policies",
  },
  {
    id: "threads.update.retention-null",
    says: "A retention policy of `null` takes the policy away.",
    evidence: "observed",
    source: "js-retention-null-2024-03-15-preview; acs-rest 3.2 for 2024-06-05-preview",
    versions: "those with retention policies",
  },
  {
    id: "threads.update.retention-not-enforced",
    says: "A retention policy is shown but deletes no thread.",
    evidence: "assumed",
    source: "assumed: nobody waits thirty days for an emulator",
  },
  {
    id: "threads.update.any-participant",
    says: "Any participant may change the thread.",
    evidence: "assumed",
    source: "assumed: no role exists that could forbid it; recordings use the creator",
  },
  {
    id: "threads.update.deleted",
    says: "Changing a deleted thread answers 404 `NotFound`.",
    evidence: "assumed",
    source: "assumed: as for an unknown thread; never recorded (acs-rest 6)",
  },
  {
    id: "threads.update.rate",
    says: "With rate limits on, a thread can be changed five times in 10 seconds.",
    evidence: "documented",
    source: "service limits page",
  },
];

const deleteRules: readonly Rule[] = [
  {
    id: "threads.delete.no-content",
    says: "Deletion answers 204 without a body.",
    evidence: "observed",
    source: "canDeleteChatThread",
  },
  {
    id: "threads.delete.twice",
    says: "Deleting a thread again answers 204.",
    evidence: "observed",
    source: "acs-clients: Requests",
  },
  {
    id: "threads.delete.any-participant",
    says: "Any participant may delete the thread.",
    evidence: "assumed",
    source: "assumed: documents are silent and recordings use the creator (acs-rest 3.2)",
  },
  {
    id: "threads.delete.malformed-id",
    says: "A malformed thread id answers 400 `BadRequest` without a message.",
    evidence: "observed",
    source: "cannotDeleteChatThreadWithInvalidThreadId",
  },
];

export const threadRules = {
  Chat_CreateChatThread: threadCreateRules,
  Chat_ListChatThreads: threadListRules,
  ChatThread_GetChatThreadProperties: getRules,
  ChatThread_UpdateChatThreadProperties: updateRules,
  Chat_DeleteChatThread: deleteRules,
} as const satisfies Record<keyof typeof threadOperations, readonly Rule[]>;
