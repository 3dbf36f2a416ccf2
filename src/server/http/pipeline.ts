// The steps of a request, in order: from an HTTP request to a vendor's answer.

import type { Operation } from "../../contracts/contract.ts";
import type {
  Arrival,
  Call,
  Caller,
  HeaderReader,
  Reply,
  ServedApi,
  TransportError,
  WireError,
} from "../dialects/dialect.ts";
import type { Tenant } from "../tenant.ts";
import { parseJson, readBody } from "./body.ts";
import { originalHostHeader } from "./host-header.ts";
import { queryProblem } from "./query.ts";
import { createRouter, type Endpoint, type Resource } from "./routes.ts";
import { parseTarget, type Target } from "./target.ts";
import { Validators } from "./validators.ts";

export interface PipelineOptions {
  readonly apis: readonly ServedApi[];
  readonly isStrict: boolean;
  readonly hasRateLimits: boolean;
  readonly warn: (message: string) => void;
  readonly fail: (error: unknown) => void;
}

/** An answer before it becomes a `Response`. */
export interface Answer {
  readonly status: number;
  readonly body: string | Uint8Array<ArrayBuffer> | null;
  readonly headers: Record<string, string>;
}

export interface Incoming {
  readonly tenant: Tenant;
  readonly request: Request;
  readonly headers: HeaderReader;
}

export type Pipeline = (incoming: Incoming) => Answer | Promise<Answer>;

/** A request whose operation and version are known. */
interface Stage {
  readonly arrival: Arrival;
  readonly endpoint: Endpoint;
  readonly resource: Resource;
  readonly request: Request;
}

export function createPipeline(options: PipelineOptions): Pipeline & { readonly warm: () => Promise<void> } {
  const router = createRouter(options.apis);
  const validators = new Validators();

  function handle({ tenant, request, headers }: Incoming): Answer | Promise<Answer> {
    const target = parseTarget(request.url);
    const route = router(request.method, target.segments);
    if (route.kind !== "found") return unrouted(route, options.apis, target);
    const { resource } = route;
    const endpoint = chooseVersion(resource, target, options);
    if ("error" in endpoint) return versionAnswer(endpoint, resource, headers);
    const arrival: Arrival = {
      tenant,
      method: request.method,
      target: target.pathAndQuery,
      origin: target.origin,
      hosts: resource.served.isBodySigned ? hostsOf(target, headers) : NO_HOSTS,
      path: target.path,
      params: route.params,
      query: target.query,
      headers,
      version: endpoint.version,
      isStrict: options.isStrict,
      now: tenant.clock.now(),
      log: options.warn,
    };
    const stage = { arrival, endpoint, resource, request };
    if (resource.served.isBodySigned) return withSignedBody(stage);
    const caller = resource.served.authenticate(arrival, endpoint.name, undefined);
    if ("error" in caller) return answer(stage, caller);
    // Reads stay free of promises: they are the hot path.
    return endpoint.row.body ? withBody(stage, caller) : finish(stage, caller, undefined);
  }

  async function withBody(stage: Stage, caller: Caller): Promise<Answer> {
    const bytes = await readBytes(stage);
    return "error" in bytes ? answer(stage, bytes) : finish(stage, caller, bytes);
  }

  /** The signature covers the body, so the body must be there before the caller is known. */
  async function withSignedBody(stage: Stage): Promise<Answer> {
    const bytes = await readBytes(stage);
    if ("error" in bytes) return answer(stage, bytes);
    const { arrival, endpoint, resource } = stage;
    const caller = resource.served.authenticate(arrival, endpoint.name, bytes);
    return "error" in caller ? answer(stage, caller) : finish(stage, caller, bytes);
  }

  async function readBytes({ request, resource, endpoint }: Stage): Promise<Uint8Array<ArrayBuffer> | WireError> {
    if (!validators.isLoaded) await validators.load();
    const max = resource.served.bodyMax(endpoint.name);
    const bytes = await readBody(request, max);
    return (
      bytes ?? transportError("contentTooLarge", `The request body is larger than ${max} bytes.`)
    );
  }

  function finish(stage: Stage, caller: Caller, bytes: Uint8Array<ArrayBuffer> | undefined): Answer {
    const { arrival, endpoint, resource } = stage;
    const problem = queryProblem(endpoint.row, arrival.query);
    if (problem !== undefined) return answer(stage, transportError("malformedRequest", problem));
    const body = readModel(stage, bytes);
    if (body.error) return answer(stage, body.error);
    const call: Call = Object.assign(arrival, {
      caller,
      operation: endpoint.name,
      body: body.value,
      bytes,
    });
    const limited = options.hasRateLimits ? resource.served.limit?.(call) : undefined;
    return answer(stage, limited ?? endpoint.codec(call));
  }

  /** The body, valid for its version and in the newest shape. */
  function readModel(
    { arrival, endpoint }: Stage,
    bytes: Uint8Array<ArrayBuffer> | undefined,
  ): { value: unknown; error?: never } | { error: WireError } {
    const { body } = endpoint.row;
    if (!body || body.model === "binary" || !bytes) return { value: undefined };
    if (options.isStrict && !isJson(arrival.headers)) {
      return { error: transportError("unsupportedMediaType", "Send JSON.") };
    }
    const parsed = parseJson(bytes);
    if (parsed.problem !== undefined) return { error: transportError("malformedRequest", parsed.problem) };
    if (parsed.value === undefined) {
      if (!body.isRequired) return { value: endpoint.version.up(body.model, undefined) };
      return { error: transportError("malformedRequest", "The request body is missing.") };
    }
    const problem = validators.model(endpoint.version, body.model)(parsed.value);
    if (problem !== undefined) return { error: transportError("malformedRequest", problem) };
    return { value: endpoint.version.up(body.model, parsed.value) };
  }

  function guarded(incoming: Incoming): Answer | Promise<Answer> {
    try {
      const made = handle(incoming);
      return made instanceof Promise ? made.catch(crashed) : made;
    } catch (error) {
      return crashed(error);
    }
  }

  function crashed(error: unknown): Answer {
    options.fail(error);
    return { status: 500, body: null, headers: {} };
  }

  return Object.assign(guarded, { warm: () => validators.load() });
}

const NO_HOSTS: readonly string[] = [];

/** Older SDKs send and sign the port twice; the port repairs the header and keeps the original. */
function hostsOf({ origin }: Target, headers: HeaderReader): readonly string[] {
  const host = origin.slice(origin.indexOf("://") + 3);
  const original = headers.get(originalHostHeader);
  return original === null ? [host] : [host, original];
}

function isJson(headers: HeaderReader): boolean {
  const type = headers.get("content-type");
  return type === null || /^application\/([\w.-]+\+)?json\b/i.test(type);
}

function transportError(error: TransportError, reason: string): WireError {
  return { error, fill: { reason } };
}

function unrouted(
  route: { kind: "unknown" } | { kind: "wrongMethod"; served: ServedApi; allowed: string },
  apis: readonly ServedApi[],
  target: Target,
): Answer {
  const [first] = apis;
  const served = route.kind === "wrongMethod" ? route.served : apiOfPath(apis, target) ?? first;
  const newest = served?.api.versions.at(-1);
  if (!served || !newest) return { status: 404, body: null, headers: {} };
  const error: WireError =
    route.kind === "wrongMethod"
      ? { ...transportError("methodNotAllowed", `Use ${route.allowed}.`), headers: { allow: route.allowed } }
      : transportError("notFound", `There is nothing at ${target.path}.`);
  return { ...renderUnversioned(served, error) };
}

/** The api whose paths start as this one does. */
function apiOfPath(apis: readonly ServedApi[], { segments }: Target): ServedApi | undefined {
  return apis.find(({ api }) =>
    Object.values(api.operations).some(({ path }) => path.split("/")[1] === segments[0]),
  );
}

/** Errors before a version is known are shown as the newest shows them. */
function renderUnversioned(served: ServedApi, error: WireError): Answer {
  const identity = { id: "", operations: {}, definitions: {}, changes: () => false };
  const asIs = (_model: string, value: unknown) => value;
  const rendered = served.renderError(error, { ...identity, up: asIs, down: asIs });
  return { ...rendered, body: rendered.body || null, headers: { ...rendered.headers } };
}

function chooseVersion(
  resource: Resource,
  { query, pathAndQuery, origin }: Target,
  options: PipelineOptions,
): Endpoint | WireError {
  const version = query["api-version"];
  const supported = resource.supportedVersions;
  if (version === undefined || version === "") {
    return { error: "versionMissing", fill: { supported } };
  }
  const endpoint = resource.endpoints.get(version) ?? resource.endpoints.get(version.toLowerCase());
  if (endpoint) return endpoint;
  const newest = resource.served.api.versions.at(-1)?.id ?? "";
  const successor = resource.endpoints.get(newest);
  if (!options.isStrict && successor && isNewer(version, newest)) {
    options.warn(
      `api-version ${version} is newer than any known; served as ${newest}. Start with --strict to refuse it.`,
    );
    return successor;
  }
  return { error: "versionUnsupported", fill: { uri: `${origin}${pathAndQuery}`, version, supported } };
}

function isNewer(version: string, newest: string): boolean {
  return /^\d{4}-\d{2}-\d{2}(-preview\d*)?$/.test(version) && version.slice(0, 10) > newest.slice(0, 10);
}

function versionAnswer(error: WireError, resource: Resource, headers: HeaderReader): Answer {
  const made = renderUnversioned(resource.served, error);
  Object.assign(made.headers, resource.served.headers({ headers }), {
    "api-supported-versions": resource.supportedVersions,
  });
  return made;
}

const JSON_TYPE = "application/json; charset=utf-8";

function answer({ arrival, endpoint, resource }: Stage, reply: Reply): Answer {
  const { served, supportedVersions } = resource;
  const headers: Record<string, string> = {
    "api-supported-versions": supportedVersions,
    ...served.headers(arrival),
  };
  if (reply.error !== undefined) {
    const rendered = served.renderError(reply, arrival.version);
    Object.assign(headers, rendered.headers);
    return { status: rendered.status, body: rendered.body || null, headers };
  }
  if (endpoint.version.id !== arrival.query["api-version"]) {
    headers["x-emulator-api-version"] = endpoint.version.id;
  }
  return success(endpoint.row, reply, headers);
}

function success(
  row: Operation,
  reply: Exclude<Reply, WireError>,
  headers: Record<string, string>,
): Answer {
  const { status } = row.success;
  if (reply.location !== undefined) headers["location"] = reply.location;
  if (reply.bytes) {
    headers["content-type"] = reply.mediaType ?? "application/octet-stream";
    return { status, body: reply.bytes, headers };
  }
  if (reply.json === undefined) {
    if (status !== 204) headers["content-length"] = "0";
    return { status, body: null, headers };
  }
  headers["content-type"] = JSON_TYPE;
  return { status, body: reply.json, headers };
}
