// Called the header that makes creation repeatable by another name.

import type { Version } from "../../contract.ts";

export const version: Version = {
  id: "2021-03-01-preview5",
  from: "2021-03-07",
  operations: { Chat_CreateChatThread: { repeatabilityHeader: "idempotency-token" } },
  evidence: "specified",
  source: "swagger 2021-03-01-preview5; Java 1.0.0-beta.7 mock",
};
