// All checks of chat: those that follow from the table, and one file for each behaviour.

import type { Check } from "../../suite/check.ts";
import { derivedChecks } from "./derived.ts";
import { check as messagesAsListed } from "./messages/as-listed.ts";
import { check as messagesDeletedStay } from "./messages/deleted-stay.ts";
import { check as messagesEditMovesToTop } from "./messages/edit-moves-to-top.ts";
import { check as messagesMalformedId } from "./messages/malformed-id.ts";
import { check as messagesMetadataMerges } from "./messages/metadata-merges.ts";
import { check as messagesNewestChangeFirst } from "./messages/newest-change-first.ts";
import { check as messagesOwnOnly } from "./messages/own-only.ts";
import { check as messagesPagesHoldAll } from "./messages/pages-hold-all.ts";
import { check as messagesSequenceDescends } from "./messages/sequence-descends.ts";
import { check as participantsHistoryIsHidden } from "./participants/history-is-hidden.ts";
import { check as participantsMalformedIdentifier } from "./participants/malformed-identifier.ts";
import { check as participantsNewcomerIsIn } from "./participants/newcomer-is-in.ts";
import { check as participantsRemovedIsOut } from "./participants/removed-is-out.ts";
import { check as receiptsReplaces } from "./receipts/replaces.ts";
import { check as receiptsUnknownMessage } from "./receipts/unknown-message.ts";
import type { Scene } from "./scene.ts";
import { check as threadsCreatorIsMember } from "./threads/creator-is-member.ts";
import { check as threadsDeleteTwice } from "./threads/delete-twice.ts";
import { check as threadsNewestActivityFirst } from "./threads/newest-activity-first.ts";
import { check as threadsProperties } from "./threads/properties.ts";
import { check as threadsRepeatSameThread } from "./threads/repeat-same-thread.ts";
import { check as threadsTopicMessage } from "./threads/topic-message.ts";
import { check as threadsTwoSystemMessages } from "./threads/two-system-messages.ts";
import { check as typingNoTrace } from "./typing/no-trace.ts";

export const chatChecks: readonly Check<Scene>[] = [
  ...derivedChecks,
  messagesNewestChangeFirst,
  messagesEditMovesToTop,
  messagesDeletedStay,
  messagesSequenceDescends,
  messagesAsListed,
  messagesPagesHoldAll,
  messagesOwnOnly,
  messagesMetadataMerges,
  messagesMalformedId,
  threadsCreatorIsMember,
  threadsRepeatSameThread,
  threadsTwoSystemMessages,
  threadsProperties,
  threadsTopicMessage,
  threadsDeleteTwice,
  threadsNewestActivityFirst,
  receiptsReplaces,
  receiptsUnknownMessage,
  participantsNewcomerIsIn,
  participantsRemovedIsOut,
  participantsHistoryIsHidden,
  participantsMalformedIdentifier,
  typingNoTrace,
];
