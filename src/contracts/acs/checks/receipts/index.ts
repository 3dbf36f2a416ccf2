// The checks of read receipts, one file for each behaviour.

import type { Check } from "../../../suite/check.ts";
import type { Scene } from "../scene.ts";
import { check as oneEach } from "./one-each.ts";
import { check as unknownMessage } from "./unknown-message.ts";

export const receiptChecks: readonly Check<Scene>[] = [oneEach, unknownMessage];
