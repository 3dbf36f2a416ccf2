// The checks of threads, one file for each behaviour.

import type { Check } from "../../../suite/check.ts";
import type { Scene } from "../scene.ts";
import { checks as activity } from "./activity.ts";
import { check as createAnswer } from "./create-answer.ts";
import { check as createStatuses } from "./create-statuses.ts";
import { check as creatorIsMember } from "./creator-is-member.ts";
import { check as creatorIsText } from "./creator-is-text.ts";
import { check as deleteTwice } from "./delete-twice.ts";
import { check as emptyChange } from "./empty-change.ts";
import { check as emptyMetadataKept } from "./empty-metadata-kept.ts";
import { check as errorsWrapper } from "./errors-wrapper.ts";
import { check as idForm } from "./id-form.ts";
import { check as listItem } from "./list-item.ts";
import { check as listLinks } from "./list-links.ts";
import { check as listedOrder } from "./listed-order.ts";
import { check as malformedIdentifier } from "./malformed-identifier.ts";
import { check as members } from "./members.ts";
import { check as messagingPolicy } from "./messaging-policy.ts";
import { check as metadataMerges } from "./metadata-merges.ts";
import { check as olderVersionsShowLess } from "./older-versions-show-less.ts";
import { check as participantsOptional } from "./participants-optional.ts";
import { check as participantsRequired } from "./participants-required.ts";
import { check as properties } from "./properties.ts";
import { check as repeatSameThread } from "./repeat-same-thread.ts";
import { check as retention } from "./retention.ts";
import { check as topicMessage } from "./topic-message.ts";
import { check as topicRequired } from "./topic-required.ts";
import { check as twoSystemMessages } from "./two-system-messages.ts";

export const threadChecks: readonly Check<Scene>[] = [
  createAnswer,
  createStatuses,
  creatorIsMember,
  creatorIsText,
  deleteTwice,
  emptyChange,
  emptyMetadataKept,
  errorsWrapper,
  idForm,
  listItem,
  listLinks,
  listedOrder,
  malformedIdentifier,
  members,
  messagingPolicy,
  metadataMerges,
  olderVersionsShowLess,
  participantsOptional,
  participantsRequired,
  properties,
  repeatSameThread,
  retention,
  topicMessage,
  topicRequired,
  twoSystemMessages,
  ...activity,
];
