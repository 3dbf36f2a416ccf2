// The errors that the service answers with: status, code and, where one was seen, the message.

import type { Definitions } from "../contract.ts";

export interface ErrorRow {
  readonly status: number;
  /** Absent for answers whose body is empty. */
  readonly code?: string;
  /** Absent where the service sends none; `{x}` is filled in. */
  readonly message?: string;
  readonly target?: string;
}

/** Chat errors; the envelope around them depends on the version. */
export const chatErrors = {
  malformedRequest: { status: 400, code: "BadRequest", message: "{reason}" },
  malformedIdentifier: {
    status: 400,
    code: "BadRequest",
    message: "Identifier format is invalid ({id}).",
  },
  malformedMessageId: {
    status: 400,
    code: "BadRequest",
    message: "Value for MessageId ({id}) is not valid.",
  },
  malformedThreadId: { status: 400, code: "BadRequest" },
  tooManyParticipants: { status: 400, code: "BadRequest" },
  threadUnknown: {
    status: 404,
    code: "NotFound",
    message: "The specified thread id was not found.",
  },
  notFound: { status: 404, code: "NotFound" },
  notPermitted: {
    status: 403,
    code: "Forbidden",
    message: "The initiator doesn't have the permission to perform the requested operation.",
  },
  methodNotAllowed: { status: 405, code: "MethodNotAllowed" },
  unsupportedMediaType: { status: 415, code: "UnsupportedMediaType" },
  contentTooLarge: { status: 413, code: "RequestEntityTooLarge", message: "{reason}" },
  tokenMissing: { status: 401 },
  tokenInvalid: { status: 401 },
  rateLimited: { status: 429, code: "TooManyRequests", message: "Rate limit exceeded." },
} as const satisfies Record<string, ErrorRow>;

/** Errors of api-versions have the envelope of ASP.NET's versioning library in every api. */
export const versionErrors = {
  versionUnsupported: {
    status: 400,
    code: "UnsupportedApiVersion",
    message:
      "The HTTP resource that matches the request URI '{uri}' does not support the API version '{version}'. Supported api-versions: {supported}.",
  },
  versionMissing: {
    status: 400,
    code: "ApiVersionUnspecified",
    message:
      "An API version is required, but was not specified. Supported api-versions: {supported}.",
  },
} as const satisfies Record<string, ErrorRow>;

/** Identity errors; envelope `{ error: { code, message, target? } }`. */
export const identityErrors = {
  identityNotOwned: {
    status: 401,
    code: "IdentityNotOwned",
    message: "Provided identity doesn't belong to the resource.",
  },
  scopesMissing: {
    status: 400,
    code: "ValidationError",
    message: "Invalid scopes - Scopes field is required.",
    target: "scopes",
  },
  scopesUnknown: {
    status: 400,
    code: "ValidationError",
    message: "Invalid scopes - {reason}",
    target: "scopes",
  },
  lifetimeInvalid: {
    status: 400,
    code: "ValidationError",
    message: "Invalid expiresInMinutes - the value must be between 60 and 1440.",
    target: "expiresInMinutes",
  },
  teamsTokenInvalid: {
    status: 401,
    code: "InvalidAccessToken",
    message: "Provided access token is not valid.",
  },
  malformedRequest: { status: 400, code: "ValidationError", message: "{reason}" },
  signatureInvalid: {
    status: 401,
    code: "Denied",
    message: "Denied by the resource provider.",
  },
  notFound: { status: 404, code: "NotFound", message: "{reason}" },
  methodNotAllowed: { status: 405, code: "MethodNotAllowed", message: "{reason}" },
  unsupportedMediaType: { status: 415, code: "UnsupportedMediaType", message: "{reason}" },
  contentTooLarge: { status: 413, code: "RequestEntityTooLarge", message: "{reason}" },
  rateLimited: { status: 429, code: "TooManyRequests", message: "Rate limit exceeded." },
} as const satisfies Record<string, ErrorRow>;

const coded = { Code: { type: "string" }, Message: { type: "string" } } as const;

export const errorDefinitions = {
  /** One participant who could not be added. */
  ChatError: {
    type: "object",
    properties: {
      code: { type: "string" },
      message: { type: "string" },
      target: { type: "string" },
    },
    required: ["code", "message"],
  },
  ErrorResponse: {
    type: "object",
    properties: {
      CommunicationError: {
        type: "object",
        properties: { ...coded, Details: { type: "array" } },
        required: ["Code", "Details"],
      },
    },
    required: ["CommunicationError"],
  },
} as const satisfies Definitions;
