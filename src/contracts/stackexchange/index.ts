// The apis of Stack Exchange chat: a chat host, the site where one logs in, and the old OpenID provider.

import type { FromSchema } from "json-schema-to-ts";
import type { Api, Version } from "../contract.ts";
import { sharedDefinitions } from "./identifiers.ts";
import {
  openIdDefinitions,
  openIdOperations,
  siteDefinitions,
  siteOperations,
} from "./identity.ts";
import { imageOperations } from "./images.ts";
import { messageDefinitions, messageOperations } from "./messages.ts";
import { participantDefinitions, participantOperations } from "./participants.ts";
import { realtimeDefinitions, realtimeOperations } from "./realtime.ts";
import { roomDefinitions, roomOperations } from "./rooms.ts";
import { starOperations } from "./stars.ts";
import { transcriptOperations } from "./transcript.ts";
import { userDefinitions, userOperations } from "./users.ts";

export { openIdOperations, siteOperations } from "./identity.ts";

export const chatHostOperations = {
  ...roomOperations,
  ...participantOperations,
  ...realtimeOperations,
  ...messageOperations,
  ...starOperations,
  ...transcriptOperations,
  ...userOperations,
  ...imageOperations,
} as const;

export const chatHostDefinitions = {
  ...sharedDefinitions,
  ...roomDefinitions,
  ...participantDefinitions,
  ...realtimeDefinitions,
  ...messageDefinitions,
  ...userDefinitions,
} as const;

export type ChatHostOperation = keyof typeof chatHostOperations;
export type SiteOperation = keyof typeof siteOperations;
export type OpenIdOperation = keyof typeof openIdOperations;

/** The TypeScript type of a model of chat hosts, from its schema. */
export type ChatHostModel<Name extends keyof typeof chatHostDefinitions> = FromSchema<{
  $defs: typeof chatHostDefinitions;
  $ref: `#/$defs/${Name}`;
}>;

/** The service has no versions; this is how it was when its clients were written. */
const current: readonly Version[] = [
  {
    id: "current",
    evidence: "specified",
    source: "ChatExchange 0.0.4: browser.py, client.py, events.py and its scrapers",
  },
];

export const chatHostApi: Api = {
  name: "chat host",
  operations: chatHostOperations,
  definitions: chatHostDefinitions,
  versions: current,
};

export const siteApi: Api = {
  name: "site",
  operations: siteOperations,
  definitions: siteDefinitions,
  versions: current,
};

export const openIdApi: Api = {
  name: "openid",
  operations: openIdOperations,
  definitions: openIdDefinitions,
  versions: current,
};
