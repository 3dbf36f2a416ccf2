// Adds participant roles in the specification, which no client ever called.

import type { Version } from "../../contract.ts";

export const version: Version = {
  id: "2021-10-01-preview7",
  from: "2021-09-07",
  evidence: "assumed",
  source: "acs-rest 1: its role operation is not emulated; otherwise taken to be as 2021-09-07",
};
