// Rules of chat's errors: their envelopes, and those that any operation can answer with.

import type { Rule } from "../../contract.ts";

const envelopeRules: readonly Rule[] = [
  {
    id: "errors.envelope",
    says: 'An error is `{"CommunicationError":{"Code","Message","Details":[]}}`.',
    evidence: "observed",
    source: "cannotGetMessageWithInvalidId; reported up to August 2026 (acs-rest 0.1)",
    versions: "from 2021-09-07",
  },
  {
    id: "errors.envelope-2021",
    says: "The root of an error is `Error`.",
    evidence: "observed",
    source: "java-get-unknown-thread-404-preview3; January and February 2021 (acs-rest 0.1)",
    versions: "2020-11-01-preview3",
  },
  {
    id: "errors.envelope-preview4",
    says: "The root of an error is `Error`.",
    evidence: "assumed",
    source: "assumed: the version is of the months in which that root was seen",
    versions: "2021-01-27-preview4",
  },
  {
    id: "errors.envelope-spring-2021",
    says: "The root of an error is `CommunicationError`.",
    evidence: "assumed",
    source: "assumed: as in 2021-09-07; no error of these versions was recorded",
    versions: "2021-03-01-preview5 to 2021-04-05-preview6",
  },
  {
    id: "errors.envelope-preview2",
    says: "An error is bare: code, message, target and innerErrors.",
    evidence: "specified",
    source: "@azure/communication-chat 1.0.0-beta.1 mappers; acs-rest 2.3",
    versions: "2020-09-21-preview2",
  },
  {
    id: "errors.envelope-images",
    says: "Errors about images have the envelope of all others.",
    evidence: "assumed",
    source: "assumed: the swagger has `error` there as everywhere, where it was never seen",
    versions: "2024-06-05-preview",
  },
  {
    id: "errors.layout",
    says: "The body is laid out with CRLF and two spaces, its `Content-Type` is application/json without a charset.",
    evidence: "observed",
    source: "acs-rest 0.1 and 3.6",
  },
  {
    id: "errors.details",
    says: "`Details` is an empty list.",
    evidence: "observed",
    source: "cannotGetMessageWithInvalidId; acs-rest 3.6",
    versions: "from 2020-11-01-preview3",
  },
];

const accessRules: readonly Rule[] = [
  {
    id: "access.unknown-thread",
    says: "An unknown thread answers 404 `NotFound` with `The specified thread id was not found.`.",
    evidence: "observed",
    source: "getNotFoundOnNonExistingChatThread; java-get-unknown-thread-404-preview3",
  },
  {
    id: "access.malformed-thread",
    says: "A malformed thread id answers 400 `BadRequest` without a message.",
    evidence: "observed",
    source: "cannotDeleteChatThreadWithInvalidThreadId",
  },
  {
    id: "access.stranger",
    says: "A caller who is not in the thread gets 403 `Forbidden` with `The initiator doesn't have the permission to perform the requested operation.`.",
    evidence: "observed",
    source: "acs-rest 3.6: January 2021 recordings; reported in the current envelope",
  },
  {
    id: "access.existence-first",
    says: "Whether the thread exists is asked before whether the caller is in it.",
    evidence: "observed",
    source: "acs-rest 3.6: 403 for an id in January 2021, 404 for zeros in February",
  },
  {
    id: "access.removed",
    says: "A removed participant gets 403 on everything in the thread, its earlier messages included.",
    evidence: "assumed",
    source:
      "assumed: reported so for strangers; documents say he may still read earlier history (acs-rest 3.8)",
  },
  {
    id: "access.deleted-thread",
    says: "Participants of a deleted thread get 404 `NotFound` on everything in it but its deletion.",
    evidence: "assumed",
    source: "assumed: as for an unknown thread; never recorded (acs-rest 3.8)",
  },
  {
    id: "access.token-missing",
    says: "A request without a token answers 401 with an empty body and `WWW-Authenticate: Bearer`.",
    evidence: "assumed",
    source: "assumed: never recorded (acs-rest 3.6)",
  },
  {
    id: "access.token-invalid",
    says: "A bad or expired token answers 401 with an empty body.",
    evidence: "observed",
    source: "reported in December 2020 (acs-rest 3.6)",
  },
  {
    id: "access.token-foreign",
    says: "A token of another resource is refused as a bad one is.",
    evidence: "assumed",
    source: "assumed: never recorded",
  },
  {
    id: "access.token-challenge",
    says: 'The 401 for a bad or expired token has `WWW-Authenticate: Bearer error="invalid_token"`.',
    evidence: "assumed",
    source: "assumed: RFC 6750; the recorded value is unknown (acs-rest 3.6)",
  },
  {
    id: "access.chat-join",
    says: "A token with the scope chat.join alone cannot create, change or delete threads.",
    evidence: "documented",
    source: "identity model page: chat token scopes",
  },
  {
    id: "access.chat-join-limited",
    says: "A token with the scope chat.join.limited alone cannot add or remove participants either.",
    evidence: "documented",
    source: "identity model page: chat token scopes",
  },
  {
    id: "access.no-chat-scope",
    says: "A token without a chat scope cannot use chat.",
    evidence: "documented",
    source: "identity model page: access tokens",
  },
  {
    id: "access.scope-refused",
    says: "What the scopes of a token do not allow answers 403 `Forbidden`, with the message for missing permissions.",
    evidence: "assumed",
    source: "assumed: the permissions are documented, the answer is not",
  },
];

const requestRules: readonly Rule[] = [
  {
    id: "requests.invalid-body",
    says: "A body that is no JSON, is missing or breaks its schema answers 400 `BadRequest` with a message that says why.",
    evidence: "assumed",
    source: "assumed: never recorded (acs-rest 6)",
  },
  {
    id: "requests.unknown-properties",
    says: "Properties that the version does not know are ignored.",
    evidence: "assumed",
    source: "assumed: as the service adds them over time (acs-rest 5)",
  },
  {
    id: "requests.media-types",
    says: "PATCH bodies are accepted as application/merge-patch+json and as application/json.",
    evidence: "specified",
    source: "swagger 2025-03-15; @azure/communication-chat 1.0.0-beta.1 sends the latter",
  },
  {
    id: "requests.not-json",
    says: "Another media type is refused with 415 when strict, and read as JSON when not.",
    evidence: "assumed",
    source: "assumed: never recorded",
  },
  {
    id: "requests.wrong-method",
    says: "A wrong method on a known path answers 405 with `Allow`.",
    evidence: "assumed",
    source: "assumed: never recorded",
  },
  {
    id: "requests.too-large",
    says: "A body of more than 1 MB answers 413.",
    evidence: "assumed",
    source: "assumed: never recorded",
  },
  {
    id: "requests.bad-number",
    says: "A page size or skip that is negative or no number answers 400 `BadRequest`.",
    evidence: "assumed",
    source: "assumed: int32 is specified, the answer is not (acs-rest 6)",
  },
  {
    id: "requests.page-size-zero",
    says: "A page size of 0 means the default.",
    evidence: "assumed",
    source: "assumed: never recorded (acs-rest 6)",
  },
  {
    id: "requests.page-size-over-200",
    says: "A page size of more than 200 is served as 200, and refused with 400 when strict.",
    evidence: "assumed",
    source: "assumed: 200 is documented for messages, the answer is not (acs-rest 6)",
  },
  {
    id: "requests.rate-limited",
    says: "With rate limits on, a call too many answers 429 with `Retry-After`.",
    evidence: "documented",
    source: "service limits page; acs-rest 3.6",
  },
  {
    id: "requests.rate-limit-code",
    says: "The 429 has the code `TooManyRequests` and `Rate limit exceeded.`.",
    evidence: "specified",
    source: "swagger 2025-03-15: examples; never recorded",
  },
  {
    id: "requests.rate-limits-off",
    says: "Rate limits are off unless asked for.",
    evidence: "assumed",
    source: "assumed: tests are faster than people",
  },
];

export const errorRules: readonly Rule[] = [...envelopeRules, ...accessRules, ...requestRules];
