// The rules of every operation, each with how it is known; `*` has those that hold for all.

import type { Rule } from "../../contract.ts";
import type { identityOperations } from "../identity.ts";
import type { imageOperations } from "../images.ts";
import type { messageOperations } from "../messages.ts";
import type { participantOperations } from "../participants.ts";
import type { realtimeOperations } from "../realtime.ts";
import type { receiptOperations } from "../receipts.ts";
import type { threadOperations } from "../threads.ts";
import type { typingOperations } from "../typing.ts";
import { chatGeneralRules } from "./general.ts";
import { identityOperationRules } from "./identity.ts";
import { identityGeneralRules } from "./identity-general.ts";
import { imageRules } from "./images.ts";
import { messageRules } from "./messages.ts";
import { participantRules } from "./participants.ts";
import { realtimeGeneralRules, realtimeOperationRules } from "./realtime.ts";
import { receiptRules } from "./receipts.ts";
import { threadRules } from "./threads.ts";
import { typingRules } from "./typing.ts";

type ChatOperationName =
  | keyof typeof threadOperations
  | keyof typeof messageOperations
  | keyof typeof participantOperations
  | keyof typeof receiptOperations
  | keyof typeof typingOperations
  | keyof typeof imageOperations;

type RulesOf<Name extends string> = { readonly [Key in Name | "*"]: readonly Rule[] };

export const chatRules: RulesOf<ChatOperationName> = {
  "*": chatGeneralRules,
  ...threadRules,
  ...messageRules,
  ...participantRules,
  ...receiptRules,
  ...typingRules,
  ...imageRules,
};

export const identityRules: RulesOf<keyof typeof identityOperations> = {
  "*": identityGeneralRules,
  ...identityOperationRules,
};

export const realtimeRules: RulesOf<keyof typeof realtimeOperations> = {
  "*": realtimeGeneralRules,
  ...realtimeOperationRules,
};

/** What holds for all of chat, of identity or of real time. */
export const generalRules: readonly Rule[] = [
  ...chatGeneralRules,
  ...identityGeneralRules,
  ...realtimeGeneralRules,
];
