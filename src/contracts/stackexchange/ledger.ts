// The contract of Stack Exchange chat with the evidence for every rule, which a server at work does not need.

import type { Contract } from "../contract.ts";
import { chatHostApi, openIdApi, siteApi } from "./index.ts";
import { chatHostRules, openIdRules, siteRules } from "./rules/index.ts";

export const stackexchange: Contract = {
  vendor: "stackexchange",
  apis: [
    { ...chatHostApi, rules: chatHostRules },
    { ...siteApi, rules: siteRules },
    { ...openIdApi, rules: openIdRules },
  ],
};
