// The newest version: the tables as they stand, with thread metadata and retention policy.

import type { Version } from "../../contract.ts";

export const version: Version = {
  id: "2025-03-15",
  evidence: "observed",
  source: "Java 1.6.0-beta.1 and .NET 1.4.0-alpha recordings; swagger 2025-03-15",
};
