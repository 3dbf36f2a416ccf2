// Advertised by the service in June 2024; no client was ever published with it.

import type { Version } from "../../contract.ts";

export const version: Version = {
  id: "2024-03-01-preview",
  from: "2024-03-15-preview",
  evidence: "assumed",
  source: "acs-rest 1: advertised only; taken to be as 2024-03-15-preview",
};
