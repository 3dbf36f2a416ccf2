// Whether a body keeps the contract: the schema of a model, at a version.

import { chatApi, identityApi } from "../../contracts/acs/index.ts";
import type { Api } from "../../contracts/contract.ts";
import type { VendorName } from "../../contracts/judge/exchange.ts";
import { schemaViolations } from "../../contracts/judge/schema-violations.ts";
import { chatHostApi, openIdApi, siteApi } from "../../contracts/stackexchange/index.ts";
import { apiAt, type VersionedApi } from "../../contracts/versions.ts";
import { closest } from "../../fixtures/did-you-mean.ts";
import type { Judgement } from "./judgement.ts";

// Not from the contracts' index, which also loads the evidence for every rule.
const apis = {
  acs: [chatApi, identityApi],
  stackexchange: [chatHostApi, siteApi, openIdApi],
} as const satisfies Record<VendorName, readonly Api[]>;

export type ContractVendor = VendorName;

const versions = new Map<Api, Map<string, VersionedApi | undefined>>();

/** Throws a TypeError when there is no such vendor, version or model. */
export function judgeBody(
  body: unknown,
  vendor: ContractVendor,
  version: string,
  model: string,
): Judgement {
  const versioned = versionWith(vendor, version, model);
  const violations = schemaViolations(versioned, model, body, false);
  const [first] = violations;
  if (!first) {
    return { pass: true, message: () => `The body is a ${model} of ${vendor} ${version}.` };
  }
  const { pointer, message, expected, actual } = first;
  const place = pointer.replace(/^\/body/, "") || "the top";
  const more = violations.length === 1 ? "" : ` (and ${violations.length - 1} more)`;
  const told = `expected ${show(expected)}, got ${show(actual)}`;
  return {
    pass: false,
    message: () =>
      `Expected a ${model} of ${vendor} ${version}. At ${place}: ${message} (${told})${more}`,
  };
}

function versionWith(vendor: ContractVendor, version: string, model: string): VersionedApi {
  if (!Object.hasOwn(apis, vendor)) {
    throw unknownWord("vendor", String(vendor), Object.keys(apis), "the contract");
  }
  const own: readonly Api[] = apis[vendor];
  const known = own.flatMap((api) => cached(api, version) ?? []);
  if (known.length === 0) {
    const ids = own.flatMap((api) => api.versions.map(({ id }) => id));
    throw unknownWord("version", version, [...new Set(ids)], vendor);
  }
  const right = known.find(({ definitions }) => Object.hasOwn(definitions, model));
  if (right) return right;
  const models = known.flatMap(({ definitions }) => Object.keys(definitions));
  throw unknownWord("model", model, models, `${vendor} ${version}`);
}

function cached(api: Api, version: string): VersionedApi | undefined {
  const known = versions.get(api) ?? new Map<string, VersionedApi | undefined>();
  versions.set(api, known);
  if (!known.has(version)) known.set(version, apiAt(api, version));
  return known.get(version);
}

function unknownWord(
  what: string,
  word: string,
  candidates: readonly string[],
  where: string,
): TypeError {
  const meant = closest(word, candidates);
  const advice =
    meant === undefined ? `Use one of ${candidates.join(", ")}.` : `Did you mean "${meant}"?`;
  return new TypeError(
    `Cannot hold the body against ${JSON.stringify(word)}: ${where} has no such ${what}. ${advice}`,
  );
}

function show(value: unknown): string {
  if (value === undefined) return "nothing";
  const text = typeof value === "string" ? value : JSON.stringify(value);
  return text.length > 120 ? `${text.slice(0, 120)}…` : text;
}
