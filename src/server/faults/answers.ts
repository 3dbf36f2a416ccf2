// The answer of a fault: what its author wrote, and for the rest the words that the vendor has for its status.

import { STATUS_CODES } from "node:http";
import { chatErrors, identityErrors } from "../../contracts/acs/errors.ts";
import { identityOperations } from "../../contracts/acs/identity.ts";
import {
  type ErrorName as ForumError,
  errors as forumErrors,
  type WireText,
} from "../../contracts/stackexchange/errors.ts";
import type { FaultRule } from "./fault-rule.ts";
import type { FaultAnswer, FaultyCall } from "./strike.ts";

type Words = Pick<FaultAnswer, "error" | "code" | "message">;
type ByStatus<Name> = Readonly<Record<number, Name>>;

const RETRY_AFTER_SECONDS = 1;

const chatNames: ByStatus<keyof typeof chatErrors> = {
  400: "malformedRequest",
  401: "tokenInvalid",
  403: "notPermitted",
  404: "notFound",
  405: "methodNotAllowed",
  413: "contentTooLarge",
  415: "unsupportedMediaType",
  429: "rateLimited",
};

const identityNames: ByStatus<keyof typeof identityErrors> = {
  400: "malformedRequest",
  401: "signatureInvalid",
  404: "notFound",
  405: "methodNotAllowed",
  413: "contentTooLarge",
  415: "unsupportedMediaType",
  429: "rateLimited",
};

const forumNames: ByStatus<ForumError> = {
  400: "malformedRequest",
  403: "notRoomOwner",
  404: "pageUnknown",
  405: "methodNotAllowed",
  409: "throttled",
  413: "contentTooLarge",
};

/** What they refuse with 403 before anybody asks for owners. */
const forumForbidden: Readonly<Record<string, ForumError>> = {
  Chat_Send: "frozen",
  Chat_Edit: "notOwnEdit",
  Chat_Delete: "notOwnDelete",
};

export function answerOf(rule: FaultRule, status: number, call: FaultyCall): FaultAnswer {
  const headers = Object.fromEntries(
    Object.entries(rule.headers ?? {}).map(([name, value]) => [name.toLowerCase(), value]),
  );
  // Stack Exchange has the seconds in its text and sends no such header.
  const isInText = call.vendor === "stackexchange" && status === 409;
  const seconds = rule.retryAfterSeconds ?? (status === 429 ? RETRY_AFTER_SECONDS : undefined);
  if (seconds !== undefined && !isInText) headers["retry-after"] ??= String(seconds);
  if (rule.body !== undefined) return { status, headers, body: rule.body };
  const own = wordsOf(call, status, seconds ?? RETRY_AFTER_SECONDS);
  return { status, ...chosen(rule, own, status, call), headers };
}

/** The vendor's own words, as far as the rule has no others. */
function chosen(rule: FaultRule, own: Words, status: number, { vendor }: FaultyCall): Words {
  if (rule.code === undefined && rule.message === undefined) return own;
  const neutral = neutralWords(status);
  if (vendor === "stackexchange") return words({ message: rule.message ?? own.message });
  const isOwnCode = rule.code === undefined || rule.code === own.code;
  return words({
    code: rule.code ?? own.code ?? neutral.code,
    message: rule.message ?? (isOwnCode ? own.message : neutral.message),
  });
}

function wordsOf(call: FaultyCall, status: number, seconds: number): Words {
  if (call.vendor === "stackexchange") return forumWords(call, status, seconds);
  if (Object.hasOwn(identityOperations, call.operation)) {
    const error = identityNames[status];
    return error === undefined ? neutralWords(status) : acsWords(error, identityErrors[error]);
  }
  const error = status === 404 && call.thread !== undefined ? "threadUnknown" : chatNames[status];
  return error === undefined ? neutralWords(status) : acsWords(error, chatErrors[error]);
}

interface Row {
  readonly status: number;
  readonly code?: string;
  readonly message?: string;
}

function acsWords(error: string, { status, code, message }: Row): Words {
  // A reason to fill in is not known here.
  const isOpen = message?.includes("{");
  return words({ error, code, message: isOpen ? neutralWords(status).message : message });
}

function forumWords({ operation, thread }: FaultyCall, status: number, seconds: number): Words {
  const special =
    status === 403
      ? forumForbidden[operation]
      : status === 404 && thread !== undefined
        ? "roomUnknown"
        : undefined;
  const error = special ?? forumNames[status];
  if (error === undefined) return words({ message: neutralWords(status).message });
  const row: WireText = forumErrors[error];
  const pattern = seconds === 1 ? (row.singular ?? row.text) : row.text;
  const filled = pattern?.replace("{n}", String(seconds));
  const isOpen = filled?.includes("{");
  return words({ error, message: isOpen ? neutralWords(status).message : filled });
}

/** HTTP's own words for a status; none for one that is no error or that HTTP does not know. */
function neutralWords(status: number): Words {
  const phrase = status < 400 ? undefined : STATUS_CODES[status];
  return phrase === undefined
    ? {}
    : { code: phrase.replace(/[^A-Za-z]/g, ""), message: `${phrase}.` };
}

function words({ error, code, message }: { [Key in keyof Words]: Words[Key] | undefined }): Words {
  return {
    ...(error !== undefined && { error }),
    ...(code !== undefined && { code }),
    ...(message !== undefined && { message }),
  };
}
