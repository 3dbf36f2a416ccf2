// Errors on the wire: which refusal is which error, and the envelopes around them.

import {
  chatErrors,
  type ErrorRow,
  identityErrors,
  versionErrors,
} from "../../../contracts/acs/errors.ts";
import type { VersionedApi } from "../../../contracts/versions.ts";
import type { GeneralRefusal, Refusal } from "../../engine/refusals.ts";
import type { RenderedError, TransportError, WireError } from "../dialect.ts";

const chatRows = { ...versionErrors, ...chatErrors } satisfies Record<TransportError, ErrorRow>;
const identityRows = { ...versionErrors, ...identityErrors } satisfies Record<
  TransportError,
  ErrorRow
>;

/** `personUnknown` never reaches chat: a removed person has no good token. */
const refusalErrors = {
  personUnknown: "notPermitted",
  conversationUnknown: "threadUnknown",
  conversationDeleted: "threadUnknown",
  notMember: "notPermitted",
  memberUnknown: "notFound",
  tooManyMembers: "tooManyParticipants",
  messageUnknown: "notFound",
  notSender: "notPermitted",
  attachmentUnknown: "notFound",
  notUploader: "notPermitted",
} as const satisfies Record<GeneralRefusal["type"], keyof typeof chatErrors>;

export function refusalError(refusal: Refusal): WireError {
  if (isGeneral(refusal)) return { error: refusalErrors[refusal.type] };
  throw new Error(`Cannot refuse with ${refusal.type}: there are no forums here.`);
}

function isGeneral(refusal: Refusal): refusal is GeneralRefusal {
  return Object.hasOwn(refusalErrors, refusal.type);
}

/** CRLF and two spaces, without a charset: as recorded. */
export function renderChatError(error: WireError, version: VersionedApi): RenderedError {
  const row = find(error, chatRows);
  const headers = { ...error.headers };
  if (row.code === undefined) return { status: row.status, body: "", headers };
  if (error.error in versionErrors) return renderVersionError(error, row);
  const message = fill(row.message, error);
  const newest = {
    CommunicationError: {
      Code: row.code,
      ...(message !== undefined && { Message: message }),
      Details: [],
    },
  };
  const body = version.down("ErrorResponse", newest);
  return { status: row.status, body: pretty(body), headers: { ...headers, ...jsonError } };
}

export function renderChatFault(fault: Fault, version: VersionedApi): RenderedError {
  const { status, code, message } = fault;
  if (code === undefined && message === undefined) return { status, body: "", headers: {} };
  const newest = {
    CommunicationError: {
      Code: code,
      ...(message !== undefined && { Message: message }),
      Details: [],
    },
  };
  return {
    status,
    body: pretty(version.down("ErrorResponse", newest)),
    headers: jsonError,
  };
}

export function renderIdentityFault({ status, code, message }: Fault): RenderedError {
  if (code === undefined && message === undefined) return { status, body: "", headers: {} };
  return { status, body: JSON.stringify({ error: { code, message } }), headers: jsonError };
}

interface Fault {
  readonly status: number;
  readonly code?: string;
  readonly message?: string;
}

export function renderIdentityError(error: WireError): RenderedError {
  const row = find(error, identityRows);
  if (error.error in versionErrors) return renderVersionError(error, row);
  const message = fill(row.message, error);
  const body = { error: { code: row.code, message, ...(row.target && { target: row.target }) } };
  return {
    status: row.status,
    body: JSON.stringify(body),
    headers: { ...error.headers, ...jsonError },
  };
}

const jsonError = { "content-type": "application/json" } as const;

function renderVersionError(error: WireError, row: ErrorRow): RenderedError {
  const body = {
    error: { code: row.code, message: fill(row.message, error), innerError: null },
  };
  return { status: row.status, body: JSON.stringify(body), headers: jsonError };
}

function find(error: WireError, rows: Readonly<Record<string, ErrorRow>>): ErrorRow {
  const row = rows[error.error];
  if (!row) throw new Error(`Cannot answer: the error ${error.error} is in no table. Add its row.`);
  return row;
}

function fill(message: string | undefined, { fill: values = {} }: WireError): string | undefined {
  return message?.replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? "");
}

function pretty(body: unknown): string {
  return JSON.stringify(body, null, 2).replaceAll("\n", "\r\n");
}
