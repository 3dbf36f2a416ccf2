// The checks of read receipts, one file for each behaviour.

import type { Check } from "../../../suite/check.ts";
import type { Scene } from "../scene.ts";
import { check as list } from "./list.ts";
import { check as replaces } from "./replaces.ts";
import { check as unknownMessage } from "./unknown-message.ts";

export const receiptChecks: readonly Check<Scene>[] = [list, replaces, unknownMessage];
