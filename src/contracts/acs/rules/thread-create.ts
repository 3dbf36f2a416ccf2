// Rules of the creation of threads: who is in, what is written, and what a repeat answers.

import type { Rule } from "../../contract.ts";

export const threadCreateRules: readonly Rule[] = [
  {
    id: "threads.create.answers-thread",
    says: "Creation answers 201 with the thread in `chatThread`.",
    evidence: "observed",
    source: "canCreateThread; js-identity-and-create-2021-09-07",
    versions: "from 2020-11-01-preview3",
  },
  {
    id: "threads.create.location",
    says: "`Location` is the absolute URL of the thread without a query, its colons escaped as `%3A` and its `@` as it is.",
    evidence: "observed",
    source: "canCreateThread; acs-rest 3.2",
  },
  {
    id: "threads.create.multi-status",
    says: "Creation answers 207 with one `ThreadMember` status for each listed member in order, then a `Thread` status with the id of the thread, and a `Location`.",
    evidence: "observed",
    source: "JS 1.0.0-beta.1 recordings of January 2021; acs-rest 2.3",
    versions: "2020-09-21-preview2",
  },
  {
    id: "threads.create.participants-optional",
    says: "Creation without participants succeeds, whether the list is empty or absent.",
    evidence: "observed",
    source: "ios-test_CreateThread_WithoutParticipants; py-create-and-list-immediately",
    versions: "from 2021-03-07",
  },
  {
    id: "threads.create.participants-required",
    says: "The list of participants is required.",
    evidence: "specified",
    source: "@azure/communication-chat 1.0.0-beta.4 and 1.0.0-beta.5 mappers; acs-rest 2.1",
    versions: "up to 2021-01-27-preview4",
  },
  {
    id: "threads.create.creator-is-member",
    says: "The creator is a participant of the new thread, whether listed or not.",
    evidence: "observed",
    source: "acs-rest 3.2: the first participantAdded lists the creator",
  },
  {
    id: "threads.create.listed-order",
    says: "With the creator among the listed participants, the order of the request is kept in the list of participants and in the system message.",
    evidence: "observed",
    source: "net-thread-participant-message-typing-preview6; acs-rest 3.2",
  },
  {
    id: "threads.create.listed-creator-once",
    says: "A creator who is listed is in the thread once, and that is no error.",
    evidence: "observed",
    source: "net-thread-participant-message-typing-preview6; acs-clients: Requests",
  },
  {
    id: "threads.create.unlisted-creator-first",
    says: "A creator who is not listed is put before the listed participants.",
    evidence: "assumed",
    source: "assumed: he joins first; acs-rest 3.2 and 6 leave his place open",
  },
  {
    id: "threads.create.two-system-messages",
    says: "A new thread has a `participantAdded` message with sequenceId 1 and a `topicUpdated` message with sequenceId 2.",
    evidence: "observed",
    source: "net-thread-participant-message-typing-preview6; acs-rest 0.10",
    versions: "from 2020-11-01-preview3",
  },
  {
    id: "threads.create.repeat-same-thread",
    says: "The same repeatability id again answers 201 with the same thread and the same `Location`.",
    evidence: "observed",
    source: "canRepeatCreateThread; java-repeat-create-preview6",
  },
  {
    id: "threads.create.repeat-ignores-body",
    says: "A repeated creation answers with the thread of the first one even if its body differs.",
    evidence: "observed",
    source: "acs-rest 0.11: Java, Android, Python recordings",
  },
  {
    id: "threads.create.repeat-per-user",
    says: "The same repeatability id from another user creates another thread.",
    evidence: "assumed",
    source:
      "assumed: samples use one constant id with new users in each run (acs-clients: Requests)",
  },
  {
    id: "threads.create.repeat-id-is-text",
    says: "A repeatability id need not be a UUID.",
    evidence: "observed",
    source: "acs-rest 2.4: a recording has contoso-E0A747F1-...",
  },
  {
    id: "threads.create.repeat-header",
    says: "The repeatability id comes in `repeatability-request-id`.",
    evidence: "specified",
    source: "acs-rest 2.4; @azure/communication-chat 1.0.0-beta.4 to 1.6.0",
    versions: "from 2020-11-01-preview3 but 2021-03-01-preview5",
  },
  {
    id: "threads.create.repeat-header-preview5",
    says: "The repeatability id comes in `idempotency-token`.",
    evidence: "specified",
    source: "swagger 2021-03-01-preview5; acs-rest 2.4",
    versions: "2021-03-01-preview5",
  },
  {
    id: "threads.create.no-repeatability-result",
    says: "No answer carries `Repeatability-Result`.",
    evidence: "observed",
    source: "acs-rest 2.4 and 3.7",
  },
  {
    id: "threads.create.malformed-identifier",
    says: "One malformed participant id refuses the whole creation with 400 `BadRequest` and `Identifier format is invalid (<id>).`.",
    evidence: "observed",
    source: "cannotCreateThreadWithInvalidUser",
  },
  {
    id: "threads.create.unknown-user-reported",
    says: "A well-formed user of the resource that does not exist is left out and reported in `invalidParticipants` with code 404 and `Not found`, and the thread is created.",
    evidence: "assumed",
    source:
      "assumed: the entry is an example of the swagger; none was ever recorded (acs-rest 2.1)",
  },
  {
    id: "threads.create.foreign-user-reported",
    says: "A user of another resource, or an identifier that is no user, is left out and reported in `invalidParticipants` with code 403 and `Permissions check failed`.",
    evidence: "assumed",
    source:
      "assumed: the entry is an example of the swagger; none was ever recorded (acs-rest 2.1)",
  },
  {
    id: "threads.create.no-invalid-participants",
    says: "`invalidParticipants` is absent when everybody could be added.",
    evidence: "observed",
    source: "canCreateThread; acs-rest 2.1",
    versions: "from 2021-03-01-preview5",
  },
  {
    id: "threads.create.errors-wrapper",
    says: "Participants that could not be added are reported in `errors.invalidParticipants`.",
    evidence: "specified",
    source: "@azure/communication-chat 1.0.0-beta.4 and 1.0.0-beta.5 mappers",
    versions: "2020-11-01-preview3 and 2021-01-27-preview4",
  },
  {
    id: "threads.create.too-many-participants",
    says: "More than 200 participants in one creation are refused with 400 `BadRequest`.",
    evidence: "observed",
    source:
      "reported for 249 participants (acs-rest 3.4); batch of 200 documented (service limits)",
  },
  {
    id: "threads.create.topic-required",
    says: "The topic is required.",
    evidence: "specified",
    source: "swagger 2025-03-15; acs-rest 2.1",
  },
  {
    id: "threads.create.empty-topic",
    says: "An empty topic is accepted.",
    evidence: "assumed",
    source: "assumed: the specification only asks for a string; acs-rest 6 leaves it open",
  },
  {
    id: "threads.create.empty-metadata-kept",
    says: "Metadata that is sent as an empty object is shown as an empty object.",
    evidence: "observed",
    source: "java-participant-metadata-2025-03-15",
    versions: "those with thread metadata",
  },
  {
    id: "threads.create.metadata-size",
    says: "Metadata of a thread of more than 1 KB in total is refused with 400.",
    evidence: "assumed",
    source: "assumed: the limit is specified (acs-rest 3.9), the status is not",
    versions: "those with thread metadata",
  },
  {
    id: "threads.create.retention-range",
    says: "A retention policy outside of 30 to 90 days is refused with 400.",
    evidence: "assumed",
    source: "assumed: the range is documented (acs-rest 2.1), the status is not",
    versions: "those with retention policies",
  },
  {
    id: "threads.create.retention-shown",
    says: "A retention policy that was given is shown as it was given.",
    evidence: "observed",
    source: "js-create-with-retention-2024-03-15-preview",
    versions: "those with retention policies",
  },
  {
    id: "threads.create.rate",
    says: "With rate limits on, a user can create and delete threads ten times in 10 seconds.",
    evidence: "documented",
    source: "service limits page",
  },
];
