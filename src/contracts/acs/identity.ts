// The identity api: users, their tokens, and the exchange of Teams tokens.

import type { Definitions, Operation } from "../contract.ts";

/** What a token may be asked for. */
export const tokenScopes = ["chat", "voip", "chat.join", "chat.join.limited", "voip.join"] as const;

const scopes = { type: ["array", "null"], items: { type: "string" } } as const;
const lifetime = { type: ["integer", "null"] } as const;

export const identityDefinitions = {
  CommunicationIdentityCreateRequest: {
    type: ["object", "null"],
    properties: { createTokenWithScopes: scopes, expiresInMinutes: lifetime },
  },
  CommunicationIdentityAccessTokenRequest: {
    type: "object",
    properties: { scopes, expiresInMinutes: lifetime },
  },
  TeamsUserExchangeTokenRequest: {
    type: "object",
    properties: {
      token: { type: "string" },
      appId: { type: "string" },
      userId: { type: "string" },
    },
    required: ["token", "appId", "userId"],
  },
  CommunicationIdentityUpdateRequest: {
    type: ["object", "null"],
    properties: { tokensValidFrom: { type: ["string", "null"] } },
  },
  CommunicationIdentity: {
    type: "object",
    properties: { id: { type: "string" } },
    required: ["id"],
  },
  CommunicationIdentityAccessToken: {
    type: "object",
    properties: {
      token: { type: "string" },
      expiresOn: { type: "string", format: "date-time" },
    },
    required: ["token", "expiresOn"],
  },
  CommunicationIdentityAccessTokenResult: {
    type: "object",
    properties: {
      identity: { $ref: "#/$defs/CommunicationIdentity" },
      accessToken: { $ref: "#/$defs/CommunicationIdentityAccessToken" },
    },
    required: ["identity"],
  },
  ErrorResponse: {
    type: "object",
    properties: {
      error: {
        type: "object",
        properties: {
          code: { type: "string" },
          message: { type: "string" },
          target: { type: "string" },
        },
        required: ["code", "message"],
      },
    },
    required: ["error"],
  },
} as const satisfies Definitions;

export const identityOperations = {
  CommunicationIdentity_Create: {
    method: "POST",
    path: "/identities",
    auth: "signature",
    body: { model: "CommunicationIdentityCreateRequest", isRequired: false },
    success: { status: 201, model: "CommunicationIdentityAccessTokenResult" },
  },
  CommunicationIdentity_Delete: {
    method: "DELETE",
    path: "/identities/{id}",
    auth: "signature",
    success: { status: 204 },
  },
  CommunicationIdentity_IssueAccessToken: {
    method: "POST",
    path: "/identities/{id}/:issueAccessToken",
    auth: "signature",
    body: { model: "CommunicationIdentityAccessTokenRequest", isRequired: true },
    success: { status: 200, model: "CommunicationIdentityAccessToken" },
  },
  CommunicationIdentity_RevokeAccessTokens: {
    method: "POST",
    path: "/identities/{id}/:revokeAccessTokens",
    auth: "signature",
    success: { status: 204 },
  },
  CommunicationIdentity_ExchangeTeamsUserAccessToken: {
    method: "POST",
    path: "/teamsUser/:exchangeAccessToken",
    auth: "signature",
    body: { model: "TeamsUserExchangeTokenRequest", isRequired: true },
    success: { status: 200, model: "CommunicationIdentityAccessToken" },
  },
} as const satisfies Record<string, Operation>;

export type IdentityOperation = keyof typeof identityOperations;
