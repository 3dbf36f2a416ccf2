// The checks of messages, one file for each behaviour.

import type { Check } from "../../../suite/check.ts";
import type { Scene } from "../scene.ts";
import { check as asListed } from "./as-listed.ts";
import { checks as attachments } from "./attachments.ts";
import { check as contents } from "./contents.ts";
import { check as deletedStay } from "./deleted-stay.ts";
import { check as editKeeps } from "./edit-keeps.ts";
import { check as editMovesToTop } from "./edit-moves-to-top.ts";
import { check as editPartial } from "./edit-partial.ts";
import { check as htmlUnchanged } from "./html-unchanged.ts";
import { check as keyOrder } from "./key-order.ts";
import { check as malformedChanges } from "./malformed-changes.ts";
import { check as malformedId } from "./malformed-id.ts";
import { check as metadataMerges } from "./metadata-merges.ts";
import { check as metadataSent } from "./metadata-sent.ts";
import { check as newestChangeFirst } from "./newest-change-first.ts";
import { check as noMetadata } from "./no-metadata.ts";
import { check as numbers } from "./numbers.ts";
import { check as ownOnly } from "./own-only.ts";
import { check as pagesHoldAll } from "./pages-hold-all.ts";
import { checks as pagingForms } from "./paging-forms.ts";
import { check as preview2Form } from "./preview2-form.ts";
import { check as priorityDefault } from "./priority-default.ts";
import { check as sendAnswer } from "./send-answer.ts";
import { check as senderName } from "./sender-name.ts";
import { check as sequenceDescends } from "./sequence-descends.ts";
import { check as systemById } from "./system-by-id.ts";
import { check as typeDefault } from "./type-default.ts";

export const messageChecks: readonly Check<Scene>[] = [
  asListed,
  contents,
  deletedStay,
  editKeeps,
  editMovesToTop,
  editPartial,
  htmlUnchanged,
  keyOrder,
  malformedChanges,
  malformedId,
  metadataMerges,
  metadataSent,
  newestChangeFirst,
  noMetadata,
  numbers,
  ownOnly,
  pagesHoldAll,
  preview2Form,
  priorityDefault,
  sendAnswer,
  senderName,
  sequenceDescends,
  systemById,
  typeDefault,
  ...attachments,
  ...pagingForms,
];
