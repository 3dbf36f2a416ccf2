// The api-versions of identity, oldest first, each with what it changed.

import type { Version } from "../contract.ts";
import { withoutProperties } from "../schemas.ts";
import { identityDefinitions } from "./identity.ts";

const withoutTeams = { CommunicationIdentity_ExchangeTeamsUserAccessToken: null } as const;

interface CreatedIdentity {
  readonly identity: { readonly id: string };
}

const advertised = "acs-rest 4: list advertised by the service in June 2025";

export const identityVersions: readonly Version[] = [
  {
    id: "2020-07-20-preview2",
    from: "2021-03-07",
    operations: {
      CommunicationIdentity_Create: { success: { status: 200, model: "CommunicationIdentity" } },
      CommunicationIdentity_IssueAccessToken: {
        path: "/identities/{id}/token",
        success: { status: 200, model: "CommunicationIdentityToken" },
      },
      CommunicationIdentity_RevokeAccessTokens: {
        method: "PATCH",
        path: "/identities/{id}",
        body: { model: "CommunicationIdentityUpdateRequest", isRequired: false },
      },
    },
    definitions: {
      CommunicationIdentityToken: {
        type: "object",
        properties: {
          id: { type: "string" },
          token: { type: "string" },
          expiresOn: { type: "string", format: "date-time" },
        },
        required: ["id", "token", "expiresOn"],
      },
    },
    downcast: {
      CommunicationIdentityAccessTokenResult: (created: CreatedIdentity) => ({
        id: created.identity.id,
      }),
      CommunicationIdentityAccessToken: (issued: object, { request }) => ({
        id: request,
        ...issued,
      }),
    },
    evidence: "specified",
    source: "@azure/communication-administration 1.0.0-beta.4",
  },
  {
    id: "2021-03-07",
    from: "2021-10-31-preview",
    operations: withoutTeams,
    evidence: "observed",
    source: advertised,
  },
  {
    id: "2021-10-31-preview",
    from: "2021-11-01",
    definitions: {
      TeamsUserExchangeTokenRequest: {
        type: "object",
        properties: { token: { type: "string" } },
        required: ["token"],
      },
    },
    evidence: "observed",
    source: advertised,
  },
  { id: "2021-11-01", from: "2022-06-01", evidence: "observed", source: advertised },
  {
    id: "2022-06-01",
    from: "2022-10-01",
    definitions: {
      CommunicationIdentityCreateRequest: withoutProperties(
        identityDefinitions.CommunicationIdentityCreateRequest,
        "expiresInMinutes",
      ),
      CommunicationIdentityAccessTokenRequest: withoutProperties(
        identityDefinitions.CommunicationIdentityAccessTokenRequest,
        "expiresInMinutes",
      ),
    },
    evidence: "specified",
    source: "@azure/communication-identity 1.1.0",
  },
  { id: "2022-10-01", from: "2023-10-01", evidence: "specified", source: "identity 1.2.0" },
  { id: "2023-10-01", from: "2025-03-02-preview", evidence: "specified", source: "identity 1.3.1" },
  { id: "2025-03-02-preview", from: "2025-06-30", evidence: "observed", source: advertised },
  { id: "2025-06-30", evidence: "observed", source: advertised },
];
