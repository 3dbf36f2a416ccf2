// Advertised by the service from September 2022; not examined.

import type { Version } from "../../contract.ts";

export const version: Version = {
  id: "2022-11-15-preview8",
  from: "2021-09-07",
  evidence: "assumed",
  source: "acs-rest 1: seen in an iOS recording's headers; taken to be as 2021-09-07",
};
