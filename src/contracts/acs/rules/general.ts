// Rules that hold for all of chat: ids, times, api-versions, paths and headers.

import type { Rule } from "../../contract.ts";
import { errorRules } from "./errors.ts";

const idRules: readonly Rule[] = [
  {
    id: "ids.thread",
    says: "A thread id matches `^19:[A-Za-z0-9_-]+@thread\\.v2$`.",
    evidence: "observed",
    source: "acs-rest 3.1",
  },
  {
    id: "ids.thread-2025",
    says: "New thread ids have the form `19:acsV1_<base64url>1@thread.v2`.",
    evidence: "observed",
    source: "acs-rest 3.1: 2025 recordings",
  },
  {
    id: "ids.message",
    says: "A message id is the decimal number of milliseconds since the epoch at which it arrived.",
    evidence: "observed",
    source: "acs-rest 3.1",
  },
  {
    id: "ids.version",
    says: "A version is the time of the last change in milliseconds, and the id until the first one.",
    evidence: "observed",
    source: "net-thread-participant-message-typing-preview6; acs-rest 3.1",
  },
  {
    id: "ids.sequence",
    says: "A sequenceId is a decimal number that counts the changes of its thread from 1.",
    evidence: "observed",
    source: "acs-rest 0.3 and 3.1",
    versions: "from 2020-11-01-preview3",
  },
  {
    id: "ids.user",
    says: "A user id has the form `8:acs:<resource guid>_<guid>`.",
    evidence: "observed",
    source: "acs-rest 3.1",
  },
  {
    id: "ids.identifier",
    says: "An identifier is answered with its rawId and its communicationUser.",
    evidence: "observed",
    source: "canCreateThread; acs-rest 3.1",
    versions: "from 2021-01-27-preview4",
  },
  {
    id: "ids.no-kind",
    says: "An answered identifier has no `kind`.",
    evidence: "observed",
    source: "acs-rest 3.1: up to 2025-03-15",
  },
  {
    id: "ids.raw-id-optional",
    says: "An identifier of a request may leave out its rawId.",
    evidence: "observed",
    source: "canCreateThread; acs-rest 3.1",
    versions: "from 2021-01-27-preview4",
  },
  {
    id: "times.form",
    says: "A time has the form `YYYY-MM-DDTHH:mm:ssZ`, without a fraction.",
    evidence: "observed",
    source: "acs-rest 3.1 (examples of the swagger have fractions)",
  },
  {
    id: "times.created",
    says: "`createdOn` of a message is its id, cut to whole seconds.",
    evidence: "observed",
    source: "acs-rest 3.1",
  },
  {
    id: "times.changed",
    says: "`editedOn` and `deletedOn` of a message are its version, cut to whole seconds.",
    evidence: "observed",
    source: "net-thread-participant-message-typing-preview6; acs-rest 3.1",
  },
  {
    id: "bodies.no-null",
    says: "Properties without a value are left out, never null.",
    evidence: "observed",
    source: "acs-rest 3.1",
  },
];

const versionRules: readonly Rule[] = [
  {
    id: "versions.required",
    says: "Every call names its `api-version` in the query.",
    evidence: "specified",
    source: "swagger 2025-03-15; acs-rest 2",
  },
  {
    id: "versions.missing",
    says: 'A call without one answers 400 `ApiVersionUnspecified`, in the envelope `{"error":{"code","message","innerError":null}}`.',
    evidence: "assumed",
    source: "assumed: default of the versioning library of ASP.NET (acs-rest 3.6)",
  },
  {
    id: "versions.unsupported",
    says: "A version that the operation does not have answers 400 `UnsupportedApiVersion`, in the same envelope.",
    evidence: "assumed",
    source: "assumed: reported on the identity host, the same library is inferred (acs-rest 3.6)",
  },
  {
    id: "versions.named-in-errors",
    says: "Both errors name the supported versions.",
    evidence: "assumed",
    source: "assumed: the message that was reported does not; it helps whoever reads it",
  },
  {
    id: "versions.newer",
    says: "A version newer than any known is served as the newest, with a warning in the log and `x-emulator-api-version`, and refused when strict.",
    evidence: "assumed",
    source: "assumed: newer clients shall work before the emulator knows them",
  },
  {
    id: "versions.retired",
    says: "Versions that the service has retired are served.",
    evidence: "assumed",
    source: "assumed: the service dropped previews 2 to 5 by December 2021 (acs-rest 1)",
  },
  {
    id: "versions.header",
    says: "`api-supported-versions` lists the versions in ascending order, with a comma and a space between.",
    evidence: "observed",
    source: "acs-rest 1",
  },
  {
    id: "versions.header-per-operation",
    says: "`api-supported-versions` lists only the versions that have the operation.",
    evidence: "observed",
    source: "js-members-preview2; acs-rest 1",
  },
];

const pathRules: readonly Rule[] = [
  {
    id: "paths.escaped-or-raw",
    says: "Ids in paths are accepted escaped, in either letter case of the escapes, and raw.",
    evidence: "observed",
    source: "acs-rest 2.1: JS, Java and .NET recordings",
  },
  {
    id: "paths.double-slash",
    says: "Doubled slashes in a path are accepted.",
    evidence: "observed",
    source: "js-create-with-retention-2024-03-15-preview; acs-rest 2.1",
  },
  {
    id: "paths.letter-case",
    says: "Letter case does not matter in the fixed parts of a path.",
    evidence: "assumed",
    source:
      "assumed: `/readreceipts` and `/readReceipts` were both recorded, in different versions",
  },
  {
    id: "paths.links",
    says: "Every `nextLink` is an absolute URL on the host of the request.",
    evidence: "observed",
    source: "net-thread-participant-message-typing-preview6; canListChatThreadsWithMaxPage",
  },
];

const headerRules: readonly Rule[] = [
  {
    id: "headers.json",
    says: "A success with a JSON body has the `Content-Type` application/json; charset=utf-8.",
    evidence: "observed",
    source: "js-identity-and-create-2021-09-07; acs-rest 3.7",
  },
  {
    id: "headers.empty",
    says: "A 200 without a body has `Content-Length: 0`.",
    evidence: "observed",
    source: "acs-rest 3.7",
  },
  {
    id: "headers.trace",
    says: "Every answer has `MS-CV`, 22 characters of base64 and `.0`, and `X-Processing-Time` in milliseconds.",
    evidence: "observed",
    source: "acs-rest 3.7",
  },
  {
    id: "headers.location",
    says: "Only the creation of threads and the sending of messages answer with a `Location`.",
    evidence: "observed",
    source: "acs-rest 3.7",
  },
  {
    id: "headers.request-id",
    says: "`x-ms-client-request-id` is echoed when the request has `x-ms-return-client-request-id: true`.",
    evidence: "observed",
    source: "acs-rest 3.7: since December 2021",
  },
  {
    id: "headers.none-of-caching",
    says: "No answer has an `ETag`, no success a `Retry-After`.",
    evidence: "observed",
    source: "acs-rest 3.7",
  },
  {
    id: "headers.no-hsts",
    says: "No answer has `Strict-Transport-Security`.",
    evidence: "assumed",
    source:
      "assumed: the service sends it (acs-rest 3.7); from localhost it would break all other local pages",
  },
  {
    id: "headers.preflight",
    says: "A preflight is granted on every path.",
    evidence: "assumed",
    source: "assumed: pages come from other origins (acs-clients: Requests)",
  },
  {
    id: "headers.cors",
    says: "Answers to pages, errors included, allow their origin and expose each header by name.",
    evidence: "assumed",
    source: "assumed: the service exposes `*` (acs-rest 3.7), which does not work with credentials",
  },
];

export const chatGeneralRules: readonly Rule[] = [
  ...idRules,
  ...versionRules,
  ...pathRules,
  ...headerRules,
  ...errorRules,
];
