// The contract of Azure Communication Services with the evidence for every rule, which a server at work does not need.

import type { Contract } from "../contract.ts";
import { chatApi, identityApi, realtimeApi } from "./index.ts";
import { chatRules, identityRules, realtimeRules } from "./rules/index.ts";

export const acs: Contract = {
  vendor: "acs",
  apis: [
    { ...chatApi, rules: chatRules },
    { ...identityApi, rules: identityRules },
    { ...realtimeApi, rules: realtimeRules },
  ],
};
