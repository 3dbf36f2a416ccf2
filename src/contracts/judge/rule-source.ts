// Says how the rule of a violation is known: from the ledger, or from the version that the rule is derived from.

import type { Contract, Evidence } from "../contract.ts";
import type { Verdict } from "./exchange.ts";

export interface RuleSource {
  readonly evidence: Evidence;
  readonly source: string;
}

/** Undefined for a rule that the contract does not have. */
export function ruleSource(
  contract: Contract,
  rule: string,
  { operation, apiVersion }: Pick<Verdict, "operation" | "apiVersion">,
): RuleSource | undefined {
  for (const api of contract.apis) {
    const known = Object.values(api.rules)
      .flat()
      .find(({ id }) => id === rule);
    if (known) return { evidence: known.evidence, source: known.source };
  }
  const api = contract.apis.find(({ operations }) => Object.hasOwn(operations, operation ?? ""));
  const version = api?.versions.find(({ id }) => id === apiVersion);
  if (!version) return undefined;
  return { evidence: version.evidence, source: `${version.id} as in ${version.source}` };
}
