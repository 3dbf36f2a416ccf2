// Finds the operation for a method and a path at an api-version, from the contract's tables.

import type { Operation } from "../../contracts/contract.ts";
import { apiAt, type VersionedApi } from "../../contracts/versions.ts";
import type { Codec, ServedApi } from "../dialects/dialect.ts";

/** One operation at one version. */
export interface Endpoint {
  readonly name: string;
  readonly row: Operation;
  readonly version: VersionedApi;
  readonly codec: Codec;
}

/** What one method of one path offers over the versions. */
export interface Resource {
  readonly served: ServedApi;
  readonly endpoints: ReadonlyMap<string, Endpoint>;
  /** The versions that have it, as the service lists them in `api-supported-versions`. */
  readonly supportedVersions: string;
  readonly newest: Endpoint;
}

export type Route =
  | { readonly kind: "found"; readonly resource: Resource; readonly params: Record<string, string> }
  | { readonly kind: "wrongMethod"; readonly served: ServedApi; readonly allowed: string }
  | { readonly kind: "unknown" };

interface Node {
  readonly literals: Map<string, Node>;
  parameter?: Node;
  readonly methods: Map<
    string,
    { served: ServedApi; endpoints: Map<string, Endpoint>; names: string[] }
  >;
}

export type Router = (method: string, segments: readonly string[]) => Route;

export function createRouter(apis: readonly ServedApi[]): Router {
  const root: Node = { literals: new Map(), methods: new Map() };
  for (const served of apis) {
    for (const { id } of served.api.versions) addVersion(root, served, id);
  }
  const resources = new Map<object, Resource>();
  return (method, segments) => find(root, resources, method, segments);
}

function addVersion(root: Node, served: ServedApi, id: string): void {
  const version = apiAt(served.api, id);
  if (!version) throw new Error(`Cannot serve ${served.api.name} ${id}: its lineage is broken.`);
  for (const [name, row] of Object.entries(version.operations)) {
    const codec = served.codecs[name];
    if (!codec) throw new Error(`Cannot serve ${name}: it has no codec. Add one to its dialect.`);
    const { node, names } = place(root, row.path);
    const method = node.methods.get(row.method) ?? { served, endpoints: new Map(), names };
    node.methods.set(row.method, method);
    method.endpoints.set(id, { name, row, version, codec });
  }
}

/** The node of a path template, and the names of its parameters. */
function place(root: Node, path: string): { node: Node; names: string[] } {
  const names: string[] = [];
  let node = root;
  for (const segment of path.split("/").slice(1)) {
    const next: Node = { literals: new Map(), methods: new Map() };
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

function find(
  root: Node,
  resources: Map<object, Resource>,
  method: string,
  segments: readonly string[],
): Route {
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

function literalOf({ literals }: Node, segment: string): Node | undefined {
  if (literals.size === 0) return undefined;
  return literals.get(segment) ?? literals.get(segment.toLowerCase());
}

function describe(entry: { served: ServedApi; endpoints: Map<string, Endpoint> }): Resource {
  const endpoints = [...entry.endpoints.values()];
  const newest = endpoints.at(-1);
  if (!newest) throw new Error("Cannot describe a path without operations.");
  const supportedVersions = endpoints.map(({ version }) => version.id).join(", ");
  return { served: entry.served, endpoints: entry.endpoints, supportedVersions, newest };
}

function wrongMethod(node: Node): Route {
  const first = [...node.methods.values()][0];
  if (!first) return { kind: "unknown" };
  return {
    kind: "wrongMethod",
    served: first.served,
    allowed: [...node.methods.keys()].join(", "),
  };
}
