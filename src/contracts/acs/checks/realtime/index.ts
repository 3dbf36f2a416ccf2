// The checks of real time, one file for each behaviour.

import type { Check } from "../../../suite/check.ts";
import type { Scene } from "../scene.ts";
import { check as acknowledged } from "./acknowledged.ts";
import { check as allocation } from "./allocation.ts";
import { check as allocationToken } from "./allocation-token.ts";
import { check as configuration } from "./configuration.ts";
import { check as connected } from "./connected.ts";
import { check as everyEndpoint } from "./every-endpoint.ts";
import { check as handshake } from "./handshake.ts";
import { check as handshakeByTicket } from "./handshake-by-ticket.ts";
import { check as messageDeleted } from "./message-deleted.ts";
import { check as messageEdited } from "./message-edited.ts";
import { check as messageReceived } from "./message-received.ts";
import { check as newest } from "./newest.ts";
import { check as order } from "./order.ts";
import { check as outsider } from "./outsider.ts";
import { check as participantsAdded } from "./participants-added.ts";
import { check as participantsRemoved } from "./participants-removed.ts";
import { check as propertiesUpdated } from "./properties-updated.ts";
import { check as readReceipt } from "./read-receipt.ts";
import { check as registration } from "./registration.ts";
import { check as registrationToken } from "./registration-token.ts";
import { check as removed } from "./removed.ts";
import { check as threadCreated } from "./thread-created.ts";
import { check as threadDeleted } from "./thread-deleted.ts";
import { check as typing } from "./typing.ts";
import { check as unknownSession } from "./unknown-session.ts";

export const realtimeChecks: readonly Check<Scene>[] = [
  configuration,
  allocation,
  allocationToken,
  handshake,
  handshakeByTicket,
  connected,
  acknowledged,
  registration,
  registrationToken,
  newest,
  unknownSession,
  messageReceived,
  messageEdited,
  messageDeleted,
  typing,
  readReceipt,
  threadCreated,
  propertiesUpdated,
  threadDeleted,
  participantsAdded,
  participantsRemoved,
  everyEndpoint,
  order,
  removed,
  outsider,
];
