// The rules of every operation, each with how it is known.

import type { Rule } from "../../contract.ts";

export const chatRules: Readonly<Record<string, readonly Rule[]>> = {};
export const identityRules: Readonly<Record<string, readonly Rule[]>> = {};
