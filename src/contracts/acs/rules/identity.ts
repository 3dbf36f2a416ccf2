// Rules of identity: users, their tokens, and the exchange of Teams tokens.

import type { Rule } from "../../contract.ts";
import type { identityOperations } from "../identity.ts";

const preview2 = "2020-07-20-preview2";

const createRules: readonly Rule[] = [
  {
    id: "identity.create.created",
    says: "Creation answers 201 with the id of the new user.",
    evidence: "observed",
    source: "java-participant-metadata-2025-03-15; net-thread-participant-message-typing-preview6",
    versions: "from 2021-03-07",
  },
  {
    id: "identity.create.ok",
    says: "Creation answers 200 with nothing but the id.",
    evidence: "specified",
    source: "@azure/communication-administration 1.0.0-beta.4; acs-rest 4",
    versions: preview2,
  },
  {
    id: "identity.create.with-token",
    says: "Creation with scopes answers with an access token as well.",
    evidence: "observed",
    source: "js-identity-and-create-2021-09-07",
    versions: "from 2021-03-07",
  },
  {
    id: "identity.create.empty-object",
    says: "An empty object as body is accepted.",
    evidence: "observed",
    source: "java-participant-metadata-2025-03-15",
  },
  {
    id: "identity.create.no-body",
    says: "A body may be absent.",
    evidence: "specified",
    source: "@azure/communication-identity 1.3.1 sends none, measured (acs-rest 7)",
  },
  {
    id: "identity.create.no-scopes",
    says: "An empty list of scopes means no token.",
    evidence: "assumed",
    source: "assumed: as if the list was absent; never recorded",
  },
  {
    id: "identity.create.lifetime-null",
    says: "A lifetime of null means the default.",
    evidence: "specified",
    source: "the Python SDK sends it (acs-clients: Requests)",
    versions: "from 2022-10-01",
  },
  {
    id: "identity.create.rate",
    says: "With rate limits on, a resource can create 1000 users in 30 seconds.",
    evidence: "documented",
    source: "service limits page",
  },
];

const deleteRules: readonly Rule[] = [
  {
    id: "identity.delete.no-content",
    says: "Deletion answers 204 without a body.",
    evidence: "specified",
    source: "@azure/communication-identity 1.0.0 to 1.3.1; acs-rest 4",
  },
  {
    id: "identity.delete.not-owned",
    says: "Deleting a foreign or malformed identity answers 401 `IdentityNotOwned`.",
    evidence: "observed",
    source: "js-identity-errors",
  },
  {
    id: "identity.delete.twice",
    says: "Deleting an identity again answers 401 `IdentityNotOwned`.",
    evidence: "assumed",
    source: "assumed: it is the resource's no longer; never recorded",
  },
  {
    id: "identity.delete.ends-tokens",
    says: "Deleting an identity ends all of its tokens.",
    evidence: "documented",
    source: "identity model page: revoke or update access token",
  },
  {
    id: "identity.delete.at-once",
    says: "The tokens of a deleted identity are refused at once.",
    evidence: "assumed",
    source:
      "assumed: a recording has one work a second later (acs-rest 3.8), which tests could not rely on",
  },
  {
    id: "identity.delete.stays-participant",
    says: "A deleted identity stays listed in its threads.",
    evidence: "assumed",
    source: "assumed: never recorded",
  },
  {
    id: "identity.delete.rate",
    says: "With rate limits on, a resource can delete 500 users in 30 seconds.",
    evidence: "documented",
    source: "service limits page",
  },
];

const issueRules: readonly Rule[] = [
  {
    id: "identity.issue.ok",
    says: "Issuing answers 200 with the token and `expiresOn`.",
    evidence: "observed",
    source: "java-participant-metadata-2025-03-15",
    versions: "from 2021-03-07",
  },
  {
    id: "identity.issue.with-id",
    says: "Issuing answers with the id of the user as well.",
    evidence: "specified",
    source: "@azure/communication-administration 1.0.0-beta.4; acs-rest 4",
    versions: preview2,
  },
  {
    id: "identity.issue.lifetime",
    says: "A token lives for 24 hours unless `expiresInMinutes` says otherwise.",
    evidence: "observed",
    source: "js-identity-and-create-2021-09-07; acs-rest 4",
  },
  {
    id: "identity.issue.lifetime-range",
    says: "`expiresInMinutes` is between 60 and 1440.",
    evidence: "specified",
    source: "acs-rest 4; @azure/communication-identity 1.2.0",
    versions: "from 2022-10-01",
  },
  {
    id: "identity.issue.lifetime-refused",
    says: "Another lifetime answers 400 `ValidationError` with the target expiresInMinutes.",
    evidence: "assumed",
    source: "assumed: as observed for scopes; never recorded",
    versions: "from 2022-10-01",
  },
  {
    id: "identity.issue.lifetime-unknown",
    says: "The lifetime cannot be chosen.",
    evidence: "specified",
    source: "@azure/communication-identity 1.0.0 and 1.1.0 mappers",
    versions: "up to 2022-06-01",
  },
  {
    id: "identity.issue.expiry-form",
    says: "`expiresOn` has up to seven digits of fraction without trailing zeros, and the offset +00:00.",
    evidence: "observed",
    source: "js-identity-and-create-2021-09-07; acs-rest 4",
  },
  {
    id: "identity.issue.scopes",
    says: "The scopes are chat, voip, chat.join, chat.join.limited and voip.join.",
    evidence: "specified",
    source: "acs-rest 4; @azure/communication-identity 1.3.1",
  },
  {
    id: "identity.issue.scopes-missing",
    says: "An empty list of scopes answers 400 `ValidationError` with `Invalid scopes - Scopes field is required.` and the target scopes.",
    evidence: "observed",
    source: "js-identity-errors",
  },
  {
    id: "identity.issue.scopes-unknown",
    says: "An unknown scope answers 400 `ValidationError` with the target scopes.",
    evidence: "assumed",
    source: "assumed: as observed for missing scopes; never recorded",
  },
  {
    id: "identity.issue.not-owned",
    says: "Issuing for a foreign or malformed identity answers 401 `IdentityNotOwned`.",
    evidence: "observed",
    source: "js-identity-errors",
  },
  {
    id: "identity.issue.rate",
    says: "With rate limits on, a resource can issue 1000 tokens in 30 seconds.",
    evidence: "documented",
    source: "service limits page",
  },
];

const revokeRules: readonly Rule[] = [
  {
    id: "identity.revoke.no-content",
    says: "Revocation answers 204 without a body.",
    evidence: "observed",
    source: "js-identity-errors",
    versions: "from 2021-03-07",
  },
  {
    id: "identity.revoke.by-patch",
    says: "Tokens are revoked with PATCH on the identity.",
    evidence: "specified",
    source: "@azure/communication-administration 1.0.0-beta.4; acs-rest 4",
    versions: preview2,
  },
  {
    id: "identity.revoke.not-owned",
    says: "Revoking for a foreign or malformed identity answers 401 `IdentityNotOwned`.",
    evidence: "observed",
    source: "js-identity-errors",
  },
  {
    id: "identity.revoke.ends-tokens",
    says: "Tokens that were issued before are refused.",
    evidence: "documented",
    source: "identity model page: revoke or update access token",
  },
  {
    id: "identity.revoke.at-once",
    says: "Revocation works at once, also on tokens of the same second.",
    evidence: "assumed",
    source: "assumed: up to 15 minutes are documented, which tests could not rely on",
  },
  {
    id: "identity.revoke.rate",
    says: "With rate limits on, a resource can revoke 500 times in 30 seconds.",
    evidence: "documented",
    source: "service limits page",
  },
];

const exchangeRules: readonly Rule[] = [
  {
    id: "identity.exchange.ok",
    says: "The exchange answers 200 with the token and `expiresOn`.",
    evidence: "specified",
    source: "@azure/communication-identity 1.1.0 to 1.3.1; acs-rest 4",
    versions: "from 2021-10-31-preview",
  },
  {
    id: "identity.exchange.request",
    says: "The request has the Teams token, the id of the app and the id of the user.",
    evidence: "specified",
    source: "@azure/communication-identity 1.1.0 mappers; acs-rest 4",
    versions: "from 2021-11-01",
  },
  {
    id: "identity.exchange.token-alone",
    says: "The request has the Teams token alone.",
    evidence: "specified",
    source: "@azure/communication-identity 1.1.0-beta.2 mappers; acs-rest 4",
    versions: "2021-10-31-preview",
  },
  {
    id: "identity.exchange.bad-token",
    says: "A token that is none of Teams answers 401 `InvalidAccessToken` with `Provided access token is not valid.`.",
    evidence: "observed",
    source: "js-identity-errors, on the older path /teamsUser/:getToken",
  },
  {
    id: "identity.exchange.any-jwt",
    says: "Any JWT is taken for a Teams token, of the user whose id its oid claim or the request names.",
    evidence: "assumed",
    source: "assumed: the emulator knows no Entra tenant that could vouch for it",
  },
  {
    id: "identity.exchange.rate",
    says: "With rate limits on, a resource can exchange 500 tokens in 30 seconds.",
    evidence: "documented",
    source: "service limits page",
  },
];

export const identityOperationRules = {
  CommunicationIdentity_Create: createRules,
  CommunicationIdentity_Delete: deleteRules,
  CommunicationIdentity_IssueAccessToken: issueRules,
  CommunicationIdentity_RevokeAccessTokens: revokeRules,
  CommunicationIdentity_ExchangeTeamsUserAccessToken: exchangeRules,
} as const satisfies Record<keyof typeof identityOperations, readonly Rule[]>;
