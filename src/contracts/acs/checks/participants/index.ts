// The checks of participants, one file for each behaviour.

import type { Check } from "../../../suite/check.ts";
import type { Scene } from "../scene.ts";
import { check as addAnswer } from "./add-answer.ts";
import { check as addStatuses } from "./add-statuses.ts";
import { check as historyInFuture } from "./history-in-future.ts";
import { check as historyIsHidden } from "./history-is-hidden.ts";
import { check as item } from "./item.ts";
import { check as malformedIdentifier } from "./malformed-identifier.ts";
import { check as metadata } from "./metadata.ts";
import { check as newcomerIsIn } from "./newcomer-is-in.ts";
import { check as paging } from "./paging.ts";
import { check as removeBare } from "./remove-bare.ts";
import { check as removeMalformed } from "./remove-malformed.ts";
import { check as removedIsOut } from "./removed-is-out.ts";

export const participantChecks: readonly Check<Scene>[] = [
  addAnswer,
  addStatuses,
  historyInFuture,
  historyIsHidden,
  item,
  malformedIdentifier,
  metadata,
  newcomerIsIn,
  paging,
  removeBare,
  removeMalformed,
  removedIsOut,
];
