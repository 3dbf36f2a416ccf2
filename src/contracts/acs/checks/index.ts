// All checks of Azure Communication Services, by the api whose versions they run at.

import type { Check } from "../../suite/check.ts";
import { accessChecks } from "./access/index.ts";
import { chatDerivedChecks, identityDerivedChecks, realtimeDerivedChecks } from "./derived.ts";
import { generalChecks } from "./general/index.ts";
import { identityChecks } from "./identity/index.ts";
import { imageChecks } from "./images/index.ts";
import { limitChecks } from "./limits/index.ts";
import { messageChecks } from "./messages/index.ts";
import { participantChecks } from "./participants/index.ts";
import { realtimeChecks } from "./realtime/index.ts";
import { receiptChecks } from "./receipts/index.ts";
import type { Scene } from "./scene.ts";
import { threadChecks } from "./threads/index.ts";
import { typingChecks } from "./typing/index.ts";

export const checksByApi: Readonly<
  Record<"chat" | "identity" | "realtime", readonly Check<Scene>[]>
> = {
  chat: [
    ...chatDerivedChecks,
    ...generalChecks,
    ...accessChecks,
    ...threadChecks,
    ...messageChecks,
    ...participantChecks,
    ...receiptChecks,
    ...typingChecks,
    ...imageChecks,
    ...limitChecks,
  ],
  identity: [...identityDerivedChecks, ...identityChecks],
  realtime: [...realtimeDerivedChecks, ...realtimeChecks],
};
