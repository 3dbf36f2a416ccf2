// Finds the operation for a method and a path at an api-version, from the contract's tables.

import type { Api, Operation } from "../../contracts/contract.ts";
import { apiAt, type VersionedApi } from "../../contracts/versions.ts";

/** What a router leads to: the operations of an api, and beside them whatever serves them. */
export interface Routable {
  readonly api: Api;
}

/** One operation at one version. */
export interface Endpoint {
  readonly name: string;
  readonly row: Operation;
  readonly version: VersionedApi;
}

/** What one method of one path offers over the versions. */
export interface Resource<Served extends Routable> {
  readonly served: Served;
  readonly endpoints: ReadonlyMap<string, Endpoint>;
  /** The versions that have it, as the service lists them in `api-supported-versions`. */
  readonly supportedVersions: string;
  readonly newest: Endpoint;
}

export type Route<Served extends Routable> =
  | {
      readonly kind: "found";
      readonly resource: Resource<Served>;
      readonly params: Record<string, string>;
    }
  | { readonly kind: "wrongMethod"; readonly served: Served; readonly allowed: string }
  | { readonly kind: "unknown" };

interface Entry<Served> {
  readonly served: Served;
  readonly endpoints: Map<string, Endpoint>;
  readonly names: readonly string[];
}

interface Node<Served> {
  readonly literals: Map<string, Node<Served>>;
  parameter?: Node<Served>;
  readonly methods: Map<string, Entry<Served>>;
}

export type Router<Served extends Routable> = (
  method: string,
  segments: readonly string[],
) => Route<Served>;

export function createRouter<Served extends Routable>(apis: readonly Served[]): Router<Served> {
  const root: Node<Served> = { literals: new Map(), methods: new Map() };
  for (const served of apis) {
    for (const { id } of served.api.versions) addVersion(root, served, id);
  }
  const resources = new Map<object, Resource<Served>>();
  return (method, segments) => find(root, resources, method, segments);
}

function addVersion<Served extends Routable>(root: Node<Served>, served: Served, id: string): void {
  const version = apiAt(served.api, id);
  if (!version) throw new Error(`Cannot serve ${served.api.name} ${id}: its lineage is broken.`);
  for (const [name, row] of Object.entries(version.operations)) {
    for (const path of [row.path, ...(row.alsoAt ?? [])]) {
      const { node, names } = place(root, path);
      const method = node.methods.get(row.method) ?? { served, endpoints: new Map(), names };
      node.methods.set(row.method, method);
      method.endpoints.set(id, { name, row, version });
    }
  }
}

/** The node of a path template, and the names of its parameters. */
function place<Served>(root: Node<Served>, path: string): { node: Node<Served>; names: string[] } {
  const names: string[] = [];
  let node = root;
  for (const segment of path.split("/").filter(Boolean)) {
    const next: Node<Served> = { literals: new Map(), methods: new Map() };
    if (segment.startsWith("{")) {
      names.push(segment.slice(1, -1));
      node.parameter ??= next;
      node = node.parameter;
    } else {
      // Letter case does not matter to the service: the first SDK asks for `/readreceipts` (observed).
      const literal = segment.toLowerCase();
      if (!node.literals.has(literal)) node.literals.set(literal, next);
      node = node.literals.get(literal) ?? next;
    }
  }
  return { node, names };
}

function find<Served extends Routable>(
  root: Node<Served>,
  resources: Map<object, Resource<Served>>,
  method: string,
  segments: readonly string[],
): Route<Served> {
  const values: string[] = [];
  let node = root;
  for (const segment of segments) {
    const literal = literalOf(node, segment);
    if (literal) node = literal;
    else if (node.parameter) {
      values.push(segment);
      node = node.parameter;
    } else return { kind: "unknown" };
  }
  const entry = node.methods.get(method);
  if (!entry) return wrongMethod(node);
  let resource = resources.get(entry);
  if (!resource) {
    resource = describe(entry);
    resources.set(entry, resource);
  }
  const params: Record<string, string> = {};
  for (let at = 0; at < entry.names.length; at += 1)
    params[entry.names[at] ?? ""] = values[at] ?? "";
  return { kind: "found", resource, params };
}

function literalOf<Served>({ literals }: Node<Served>, segment: string): Node<Served> | undefined {
  if (literals.size === 0) return undefined;
  return literals.get(segment) ?? literals.get(segment.toLowerCase());
}

function describe<Served extends Routable>(entry: Entry<Served>): Resource<Served> {
  const endpoints = [...entry.endpoints.values()];
  const newest = endpoints.at(-1);
  if (!newest) throw new Error("Cannot describe a path without operations.");
  const supportedVersions = endpoints.map(({ version }) => version.id).join(", ");
  return { served: entry.served, endpoints: entry.endpoints, supportedVersions, newest };
}

function wrongMethod<Served extends Routable>(node: Node<Served>): Route<Served> {
  const first = [...node.methods.values()][0];
  if (!first) return { kind: "unknown" };
  return {
    kind: "wrongMethod",
    served: first.served,
    allowed: [...node.methods.keys()].join(", "),
  };
}
