// Rules that hold for all of identity: errors, signatures, tokens, api-versions and headers.

import type { Rule } from "../../contract.ts";

const errorRules: readonly Rule[] = [
  {
    id: "identity.errors.envelope",
    says: 'An error is `{"error":{"code","message"}}`, with a target where one is known.',
    evidence: "observed",
    source: "js-identity-errors",
  },
  {
    id: "identity.errors.media-type",
    says: "The `Content-Type` of an error is application/json without a charset.",
    evidence: "observed",
    source: "js-identity-errors",
  },
  {
    id: "identity.errors.not-owned",
    says: "`IdentityNotOwned` says `Provided identity doesn't belong to the resource.`.",
    evidence: "observed",
    source: "js-identity-errors",
  },
  {
    id: "identity.errors.invalid-body",
    says: "A body that is no JSON, is missing or breaks its schema answers 400 `ValidationError`.",
    evidence: "assumed",
    source: "assumed: as observed for scopes; never recorded",
  },
];

const signatureRules: readonly Rule[] = [
  {
    id: "identity.signature.text",
    says: "The text to sign is the verb, the request target as sent, and the values of the signed headers joined by semicolons.",
    evidence: "specified",
    source: "@azure/communication-identity 1.3.1, measured in every call (acs-rest 4)",
  },
  {
    id: "identity.signature.signed-headers",
    says: "`SignedHeaders` says which headers are signed and in which order.",
    evidence: "specified",
    source: "identity SDKs: date first up to 1.0.0-beta.5, x-ms-date later (acs-clients: Identity)",
  },
  {
    id: "identity.signature.raw-target",
    says: "The path is signed as it was sent, escaped or raw.",
    evidence: "specified",
    source: ".NET and JS sign it escaped, Java raw (acs-rest 4)",
  },
  {
    id: "identity.signature.content-hash",
    says: "`x-ms-content-sha256` is the base64 of the SHA-256 of the body, an empty body included.",
    evidence: "observed",
    source: "acs-rest 4: recorded hashes of four bodies",
  },
  {
    id: "identity.signature.doubled-port",
    says: "A host with its port twice is accepted, in the `Host` header and in the signature.",
    evidence: "specified",
    source: "@azure/communication-common 2.3.1, measured (acs-rest 4)",
  },
  {
    id: "identity.signature.refused",
    says: "A wrong or missing signature answers 401 `Denied` with `Denied by the resource provider.`.",
    evidence: "assumed",
    source: "assumed: never recorded (acs-rest 4)",
  },
  {
    id: "identity.signature.parts",
    says: "A signature that leaves out the date, the host or the hash of the body is refused, and so is a body that does not match its hash.",
    evidence: "assumed",
    source: "assumed: every SDK signs these three; never recorded",
  },
  {
    id: "identity.signature.challenge",
    says: "That 401 has `WWW-Authenticate: HMAC-SHA256`.",
    evidence: "assumed",
    source: "assumed: HTTP wants a challenge; never recorded",
  },
  {
    id: "identity.signature.clock-skew",
    says: "A signature whose date is more than 15 minutes away is refused.",
    evidence: "assumed",
    source: "assumed: usual for Azure's signatures; never recorded",
  },
];

const tokenRules: readonly Rule[] = [
  {
    id: "identity.tokens.jwt",
    says: "A token is a JWT signed with RS256.",
    evidence: "observed",
    source: "acs-rest 4: recorded header",
  },
  {
    id: "identity.tokens.claims",
    says: "A token has the claims skypeid, scp, csi, iat, exp, acsScope and resourceId.",
    evidence: "observed",
    source: "acs-rest 4: recorded payload of 2021",
  },
  {
    id: "identity.tokens.skypeid",
    says: "The claim skypeid is the user id without `8:`.",
    evidence: "observed",
    source: "acs-rest 4",
  },
  {
    id: "identity.tokens.scope-claim",
    says: "The claim acsScope has the scopes, joined by commas.",
    evidence: "observed",
    source: "acs-rest 4: chat alone in 2021; two in a third-party log of 2025",
  },
  {
    id: "identity.tokens.region",
    says: "A token has the claims rgn and resourceLocation, of the United States.",
    evidence: "assumed",
    source:
      "assumed: after a third-party log of 2025 (acs-rest 4); recordings of 2021 have neither",
  },
  {
    id: "identity.tokens.no-standard-claims",
    says: "A token has none of iss, aud and sub.",
    evidence: "observed",
    source: "acs-rest 4",
  },
];

const versionRules: readonly Rule[] = [
  {
    id: "identity.versions.header",
    says: "`api-supported-versions` lists the versions in ascending order.",
    evidence: "observed",
    source: "acs-rest 4: June 2025",
  },
  {
    id: "identity.versions.unsupported",
    says: 'An unsupported version answers 400 `UnsupportedApiVersion` in the envelope `{"error":{"code","message","innerError":null}}`, with a message that names the URI and the version.',
    evidence: "observed",
    source: "reported on the identity host (acs-rest 3.6)",
  },
  {
    id: "identity.versions.missing",
    says: "A call without a version answers 400 `ApiVersionUnspecified`.",
    evidence: "assumed",
    source: "assumed: default of the versioning library of ASP.NET (acs-rest 3.6)",
  },
  {
    id: "identity.versions.newer",
    says: "A version newer than any known is served as the newest, and refused when strict.",
    evidence: "assumed",
    source: "assumed: newer clients shall work before the emulator knows them",
  },
];

const headerRules: readonly Rule[] = [
  {
    id: "identity.headers.request-id",
    says: "`x-ms-client-request-id` is always echoed.",
    evidence: "observed",
    source: "acs-rest 3.7",
  },
  {
    id: "identity.headers.request-context",
    says: "Every answer has `Request-Context: appId=`.",
    evidence: "observed",
    source: "acs-rest 3.7",
  },
  {
    id: "identity.paths.double-slash",
    says: "Doubled slashes in a path are accepted.",
    evidence: "observed",
    source: "js-create-with-retention-2024-03-15-preview",
  },
];

export const identityGeneralRules: readonly Rule[] = [
  ...errorRules,
  ...signatureRules,
  ...tokenRules,
  ...versionRules,
  ...headerRules,
];
