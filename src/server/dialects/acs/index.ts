// The dialect of Azure Communication Services: chat and identity, each with its callers, codecs and errors.

import type { IdentityOperation } from "../../../contracts/acs/identity.ts";
import {
  type ChatOperation,
  chatApi,
  identityApi,
  realtimeApi,
} from "../../../contracts/acs/index.ts";
import type { Codec, Dialect, ServedApi } from "../dialect.ts";
import { admitListener, authenticatePerson } from "./caller.ts";
import {
  renderChatError,
  renderChatFault,
  renderIdentityError,
  renderIdentityFault,
} from "./errors.ts";
import { createIdentityCodecs } from "./identity.ts";
import { imageCodecs } from "./images.ts";
import { createMessageCodecs } from "./messages.ts";
import { notifications } from "./notifications.ts";
import { participantCodecs } from "./participants.ts";
import { createRateLimiter } from "./rate-limits.ts";
import { realtimeCodecs } from "./realtime.ts";
import { receiptCodecs } from "./receipts.ts";
import { authenticateResource } from "./resource.ts";
import { threadCodecs } from "./threads.ts";
import type { TokenAuthority } from "./tokens.ts";
import { typingCodecs } from "./typing.ts";

/** A message of 28 KB, escaped at its worst, with its metadata; participants in a batch of 200. */
const JSON_MAX = 1024 * 1024;
/** The largest image (assumed). */
const IMAGE_MAX = 10 * 1024 * 1024;

/** SDKs up to 1.5.2 have these written in them (acs-realtime 1). */
const realtimeHosts =
  /^(go(-eu)?\.trouter\.(gcc\.)?teams\.microsoft\.com|teams\.microsoft\.com|(go\.trouter|edge)\.skype\.com)$/;

export function createAcsDialect(tokens: TokenAuthority): Dialect {
  const chat = servedChat(tokens);
  return {
    vendor: "acs",
    // Whoever asks where to listen is known, refused and limited as in the rest of chat.
    apis: [chat, servedIdentity(tokens), { ...chat, api: realtimeApi, codecs: realtimeCodecs }],
    notifier: {
      notify: notifications,
      admit: (token, tenant, now) => admitListener(tokens, token, tenant, now),
      seal: (words) => tokens.seal(words),
    },
    isEmulatedHost,
  };
}

function isEmulatedHost(host: string): boolean {
  const name = host.toLowerCase();
  return name.endsWith(".communication.azure.com") || realtimeHosts.test(name);
}

function servedChat(tokens: TokenAuthority): ServedApi {
  return {
    api: chatApi,
    codecs: {
      ...threadCodecs,
      ...createMessageCodecs(),
      ...participantCodecs,
      ...receiptCodecs,
      ...typingCodecs,
      ...imageCodecs,
    } satisfies Record<ChatOperation, Codec>,
    authenticate: (arrival, operation) => authenticatePerson(tokens, arrival, operation),
    limit: createRateLimiter(),
    renderError: renderChatError,
    renderFault: renderChatFault,
    // The service echoes the id only when asked to; identity always does (observed).
    headers: ({ headers }) =>
      headers.get("x-ms-return-client-request-id") === "true" ? echoedRequestId(headers) : {},
    bodyMax: (operation) => (operation === "ChatThread_UploadChatImage" ? IMAGE_MAX : JSON_MAX),
    isBodySigned: false,
  };
}

function servedIdentity(tokens: TokenAuthority): ServedApi {
  return {
    api: identityApi,
    codecs: createIdentityCodecs(tokens) satisfies Record<IdentityOperation, Codec>,
    authenticate: (arrival, _operation, body) => authenticateResource(arrival, body),
    limit: createRateLimiter(),
    renderError: renderIdentityError,
    renderFault: renderIdentityFault,
    headers: ({ headers }) => ({ "request-context": "appId=", ...echoedRequestId(headers) }),
    bodyMax: () => JSON_MAX,
    isBodySigned: true,
  };
}

function echoedRequestId(headers: { get(name: string): string | null }): Record<string, string> {
  const id = headers.get("x-ms-client-request-id");
  return id === null ? {} : { "x-ms-client-request-id": id };
}
