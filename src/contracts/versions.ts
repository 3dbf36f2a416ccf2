// Folds a version's changes over the newest behaviour: its operations, its schemas and its conversions.

import type {
  Api,
  ConversionContext,
  Convert,
  Definitions,
  Operation,
  Version,
} from "./contract.ts";
import { propertiesOf } from "./schemas.ts";

export interface VersionedApi {
  readonly id: string;
  readonly operations: Readonly<Record<string, Operation>>;
  readonly definitions: Definitions;
  /** A model in the newest shape, as this version has it; what it contains must be turned before. */
  down(model: string, value: unknown, context?: ConversionContext): unknown;
  /** A request of this version in the newest shape; what the version does not know is left out. */
  up(model: string, value: unknown, context?: ConversionContext): unknown;
  /** Whether `down` changes that model at all. */
  changes(model: string): boolean;
}

const NO_CONTEXT: ConversionContext = {};

/** The api as it was at one version, or undefined when there is no such version. */
export function apiAt(api: Api, id: string): VersionedApi | undefined {
  const lineage = lineageOf(api, id);
  if (!lineage) return undefined;
  const operations = new Map(Object.entries(api.operations));
  let definitions = api.definitions;
  for (const version of lineage) {
    for (const [name, change] of Object.entries(version.operations ?? {})) {
      const row = operations.get(name) ?? api.operations[name];
      if (change === null || !row) operations.delete(name);
      else operations.set(name, { ...row, ...change });
    }
    definitions = { ...definitions, ...version.definitions };
  }
  for (const [name, row] of operations) {
    if (row.only && !row.only.includes(id)) operations.delete(name);
  }
  const downcasts = stepsByModel(lineage, "downcast");
  const upcasts = stepsByModel(lineage, "upcast");
  return {
    id,
    operations: Object.fromEntries(operations),
    definitions,
    down: (model, value, context = NO_CONTEXT) =>
      downcasts.get(model)?.reduce((newer, step) => step(newer, context), value) ?? value,
    up: (model, value, context = NO_CONTEXT) => {
      const known = pick(value, propertiesOf(definitions[model]));
      return upcasts.get(model)?.reduceRight((older, step) => step(older, context), known) ?? known;
    },
    changes: (model) => downcasts.has(model),
  };
}

/** The named properties of an object, and nothing else. */
function pick(value: unknown, names: readonly string[] | undefined): unknown {
  if (!names || value === null || typeof value !== "object") return value;
  const picked: Record<string, unknown> = {};
  for (const name of names) {
    if (Object.hasOwn(value, name)) picked[name] = Reflect.get(value, name);
  }
  return picked;
}

/** From the newest version to the one asked for, along the `from` links. */
function lineageOf(api: Api, id: string): Version[] | undefined {
  const byId = new Map(api.versions.map((version) => [version.id, version]));
  const lineage: Version[] = [];
  for (let at: string | undefined = id; at !== undefined; ) {
    const version = byId.get(at);
    if (!version) return undefined;
    lineage.unshift(version);
    at = version.from;
  }
  return lineage;
}

function stepsByModel(
  lineage: readonly Version[],
  direction: "downcast" | "upcast",
): ReadonlyMap<string, readonly Convert[]> {
  const steps = new Map<string, Convert[]>();
  for (const version of lineage) {
    for (const [model, convert] of Object.entries(version[direction] ?? {})) {
      steps.set(model, [...(steps.get(model) ?? []), convert]);
    }
  }
  return steps;
}
