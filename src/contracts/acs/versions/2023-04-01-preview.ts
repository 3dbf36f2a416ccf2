// Advertised by the service in May 2023; no client was ever published with it.

import type { Version } from "../../contract.ts";

export const version: Version = {
  id: "2023-04-01-preview",
  from: "2023-07-01-preview",
  evidence: "assumed",
  source: "acs-rest 1: advertised only; taken to be as 2023-07-01-preview",
};
