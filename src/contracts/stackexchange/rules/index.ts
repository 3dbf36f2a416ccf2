// The rules of every operation, each with how it is known; `*` has those that hold for all.

import type { Rule } from "../../contract.ts";
import type { ChatHostOperation, OpenIdOperation, SiteOperation } from "../index.ts";
import { chatGeneralRules } from "./general.ts";
import {
  openIdGeneralRules,
  openIdOperationRules,
  siteGeneralRules,
  siteOperationRules,
} from "./identity.ts";
import { imageRules } from "./images.ts";
import { messageRules } from "./messages.ts";
import { participantRules } from "./participants.ts";
import { realtimeRules } from "./realtime.ts";
import { roomRules } from "./rooms.ts";
import { starRules } from "./stars.ts";
import { transcriptRules } from "./transcript.ts";
import { userRules } from "./users.ts";

type RulesOf<Name extends string> = { readonly [Key in Name | "*"]: readonly Rule[] };

export const chatHostRules: RulesOf<ChatHostOperation> = {
  "*": chatGeneralRules,
  ...roomRules,
  ...participantRules,
  ...realtimeRules,
  ...messageRules,
  ...starRules,
  ...transcriptRules,
  ...userRules,
  ...imageRules,
};

export const siteRules: RulesOf<SiteOperation> = {
  "*": siteGeneralRules,
  ...siteOperationRules,
};

export const openIdRules: RulesOf<OpenIdOperation> = {
  "*": openIdGeneralRules,
  ...openIdOperationRules,
};
