// In the public specification folder only; not examined.

import type { Version } from "../../contract.ts";

export const version: Version = {
  id: "2022-04-21-preview8",
  from: "2022-11-15-preview8",
  evidence: "assumed",
  source: "acs-rest 1: a folder of the specification; taken to be as 2022-11-15-preview8",
};
