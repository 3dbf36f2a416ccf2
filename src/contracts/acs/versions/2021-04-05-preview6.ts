// The same models as 2021-09-07: message metadata and typing with a sender's name came here.

import type { Version } from "../../contract.ts";

export const version: Version = {
  id: "2021-04-05-preview6",
  from: "2021-09-07",
  evidence: "observed",
  source: ".NET 1.1.0-alpha and Java 1.1.0-beta.1 recordings",
};
