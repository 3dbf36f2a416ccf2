// What of the contract a run has looked at: operations and rules, out of those that its versions have.

import type { Contract, DocumentedApi, Rule } from "../contract.ts";
import { apiAt, type VersionedApi } from "../versions.ts";
import type { CheckResult } from "./check.ts";
import { holdsAt } from "./versions-of-rule.ts";

export interface Covered {
  readonly covered: number;
  readonly known: number;
  /** The names of those that were not covered. */
  readonly missing: readonly string[];
}

export interface Coverage {
  readonly operations: Covered;
  /** Of the rules that are observed, specified or documented. */
  readonly rules: Covered;
}

/** A rule counts when a check of it was judged at a version for which the rule holds, whatever came of it. */
export function coverageOf(contract: Contract, results: readonly CheckResult[]): Coverage {
  const versions = new Set(results.map(({ apiVersion }) => apiVersion));
  const operations = new Set<string>();
  const rules = new Map<string, Set<string>>();
  for (const { status, apiVersion, ...result } of results) {
    if (status === "skipped") continue;
    for (const operation of result.operations) operations.add(operation);
    for (const rule of result.rules) {
      rules.set(rule, (rules.get(rule) ?? new Set()).add(apiVersion));
    }
  }
  const known = knownTo(contract, versions);
  return {
    operations: covered([...known.operations], (name) => operations.has(name)),
    rules: covered([...known.rules.keys()], (id) =>
      [...(known.rules.get(id) ?? [])].some((version) => rules.get(id)?.has(version) ?? false),
    ),
  };
}

/** The operations of the versions, and for each rule those of the versions at which it holds. */
function knownTo({ apis }: Contract, versions: ReadonlySet<string>) {
  const operations = new Set<string>();
  const rules = new Map<string, Set<string>>();
  for (const api of apis) {
    for (const version of versions) {
      const versioned = apiAt(api, version);
      if (!versioned) continue;
      for (const name of Object.keys(versioned.operations)) operations.add(name);
      for (const { id } of rulesAt(api, versioned)) {
        rules.set(id, (rules.get(id) ?? new Set()).add(version));
      }
    }
  }
  return { operations, rules };
}

function rulesAt(api: DocumentedApi, { id, operations }: VersionedApi): readonly Rule[] {
  return Object.entries(api.rules)
    .filter(([operation]) => operation === "*" || operations[operation] !== undefined)
    .flatMap(([, list]) => list.filter((rule) => isKnown(rule) && holdsAt(api, rule, id)));
}

function isKnown({ evidence }: Rule): boolean {
  return evidence !== "assumed";
}

function covered(names: readonly string[], isCovered: (name: string) => boolean): Covered {
  const missing = names.filter((name) => !isCovered(name));
  return { covered: names.length - missing.length, known: names.length, missing };
}
