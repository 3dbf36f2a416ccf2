// The apis of Azure Communication Services: chat and identity, each in one object.

import type { FromSchema } from "json-schema-to-ts";
import type { Api } from "../contract.ts";
import { errorDefinitions } from "./errors.ts";
import { identifierDefinitions } from "./identifiers.ts";
import { identityDefinitions, identityOperations } from "./identity.ts";
import { identityVersions } from "./identity-versions.ts";
import { imageDefinitions, imageOperations } from "./images.ts";
import { messageDefinitions, messageOperations } from "./messages.ts";
import { participantDefinitions, participantOperations } from "./participants.ts";
import { realtimeDefinitions, realtimeOperations, realtimeVersions } from "./realtime.ts";
import { receiptDefinitions, receiptOperations } from "./receipts.ts";
import { threadDefinitions, threadOperations } from "./threads.ts";
import { typingDefinitions, typingOperations } from "./typing.ts";
import { chatVersions } from "./versions/index.ts";

export const chatOperations = {
  ...threadOperations,
  ...messageOperations,
  ...participantOperations,
  ...receiptOperations,
  ...typingOperations,
  ...imageOperations,
} as const;

export const chatDefinitions = {
  ...identifierDefinitions,
  ...errorDefinitions,
  ...threadDefinitions,
  ...messageDefinitions,
  ...participantDefinitions,
  ...receiptDefinitions,
  ...typingDefinitions,
  ...imageDefinitions,
} as const;

export type ChatOperation = keyof typeof chatOperations;

/** The TypeScript type of a chat model, from its schema. */
export type ChatModel<Name extends keyof typeof chatDefinitions> = FromSchema<{
  $defs: typeof chatDefinitions;
  $ref: `#/$defs/${Name}`;
}>;

/** The TypeScript type of an identity model, from its schema. */
export type IdentityModel<Name extends keyof typeof identityDefinitions> = FromSchema<{
  $defs: typeof identityDefinitions;
  $ref: `#/$defs/${Name}`;
}>;

export const chatApi: Api = {
  name: "chat",
  operations: chatOperations,
  definitions: chatDefinitions,
  versions: chatVersions,
};

export const identityApi: Api = {
  name: "identity",
  operations: identityOperations,
  definitions: identityDefinitions,
  versions: identityVersions,
};

export const realtimeApi: Api = {
  name: "realtime",
  operations: realtimeOperations,
  definitions: { ...errorDefinitions, ...realtimeDefinitions },
  versions: realtimeVersions,
};
