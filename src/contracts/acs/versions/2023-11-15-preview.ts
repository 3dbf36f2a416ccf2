// Thread and participant metadata, before retention policies.

import type { Version } from "../../contract.ts";
import { withoutProperties } from "../../schemas.ts";
import { threadDefinitions } from "../threads.ts";
import type { ThreadProperties } from "./models.ts";

export const version: Version = {
  id: "2023-11-15-preview",
  from: "2024-03-15-preview",
  definitions: {
    CreateChatThreadRequest: withoutProperties(
      threadDefinitions.CreateChatThreadRequest,
      "retentionPolicy",
    ),
    UpdateChatThreadRequest: withoutProperties(
      threadDefinitions.UpdateChatThreadRequest,
      "retentionPolicy",
    ),
    ChatThreadProperties: withoutProperties(
      threadDefinitions.ChatThreadProperties,
      "retentionPolicy",
    ),
  },
  downcast: {
    ChatThreadProperties: ({ retentionPolicy, ...thread }: ThreadProperties) => thread,
  },
  evidence: "observed",
  source: "JS 1.5.0-beta.1 recordings (js-thread-metadata-2023-11-15-preview)",
};
