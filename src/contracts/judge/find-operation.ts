// Finds the operation that a request is for, among all of a vendor's apis and versions.

import type { Contract, DocumentedApi, Operation } from "../contract.ts";
import { apiAt, type VersionedApi } from "../versions.ts";

/** One operation as it is at one version. */
export interface FoundOperation {
  readonly api: DocumentedApi;
  readonly version: VersionedApi;
  readonly name: string;
  readonly row: Operation;
}

/** The same operation at the versions that have it at that path. */
export interface OperationChoice {
  readonly api: DocumentedApi;
  readonly name: string;
  readonly byVersion: ReadonlyMap<string, FoundOperation>;
}

export type FindOperation = (
  method: string,
  segments: readonly string[],
) => OperationChoice | undefined;

interface Shape {
  readonly segments: readonly string[];
  readonly literals: number;
  readonly choice: OperationChoice & { readonly byVersion: Map<string, FoundOperation> };
}

export function createFinder({ apis }: Pick<Contract, "apis">): FindOperation {
  const shapes = new Map<string, Map<string, Shape>>();
  for (const api of apis) {
    for (const { id } of api.versions) addVersion(shapes, api, id);
  }
  return (method, segments) => {
    const candidates = [...(shapes.get(method.toUpperCase())?.values() ?? [])]
      .filter((shape) => fits(shape, segments))
      .sort((one, other) => other.literals - one.literals);
    return candidates[0]?.choice;
  };
}

function addVersion(shapes: Map<string, Map<string, Shape>>, api: DocumentedApi, id: string): void {
  const version = apiAt(api, id);
  for (const [name, row] of Object.entries(version?.operations ?? {})) {
    if (!version) continue;
    const byPath = shapes.get(row.method) ?? new Map<string, Shape>();
    shapes.set(row.method, byPath);
    for (const path of [row.path, ...(row.alsoAt ?? [])]) {
      const shape = byPath.get(path) ?? shapeOf(path, api, name);
      byPath.set(path, shape);
      shape.choice.byVersion.set(id, { api, version, name, row });
    }
  }
}

function shapeOf(path: string, api: DocumentedApi, name: string): Shape {
  const segments = path
    .toLowerCase()
    .split("/")
    .filter((part) => part !== "");
  const literals = segments.filter((segment) => !isParameter(segment)).length;
  return { segments, literals, choice: { api, name, byVersion: new Map() } };
}

/** Letter case does not matter in what is fixed: the first SDK asks for `/readreceipts` (observed). */
function fits(shape: Shape, segments: readonly string[]): boolean {
  return (
    shape.segments.length === segments.length &&
    shape.segments.every(
      (expected, at) => isParameter(expected) || expected === segments[at]?.toLowerCase(),
    )
  );
}

function isParameter(segment: string): boolean {
  return segment.startsWith("{");
}
