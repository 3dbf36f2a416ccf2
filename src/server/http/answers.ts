// Turns a codec's reply, or an error, into status, headers and body.

import type {
  Damage,
  HeaderReader,
  Reply,
  ServedApi,
  TransportError,
  WireError,
} from "../dialects/dialect.ts";
import type { FaultAnswer } from "../faults/index.ts";
import type { Stage } from "./pipeline.ts";
import type { Resource, Route } from "./routes.ts";
import type { Target } from "./target.ts";

/** An answer before it becomes a `Response`. */
export interface Answer {
  readonly status: number;
  readonly body: string | Uint8Array<ArrayBuffer> | null;
  readonly headers: Record<string, string>;
  damage?: Damage;
}

const JSON_TYPE = "application/json; charset=utf-8";

export function transportError(error: TransportError, reason: string): WireError {
  return { error, fill: { reason } };
}

/** The answer of an operation at its version. */
export function answer({ arrival, endpoint, resource }: Stage, reply: Reply): Answer {
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
  const { status } = endpoint.row.success;
  if (endpoint.version.id !== arrival.query["api-version"]) {
    headers["x-emulator-api-version"] = endpoint.version.id;
  }
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

/** The answer that a fault gives in place of the operation's. */
export function answerFault({ arrival, resource }: Stage, fault: FaultAnswer): Answer {
  const { served, supportedVersions } = resource;
  const rendered = served.renderFault(fault, arrival.version);
  return {
    status: fault.status,
    body: fault.body ?? (rendered.body || null),
    headers: {
      "api-supported-versions": supportedVersions,
      ...served.headers(arrival),
      ...rendered.headers,
      ...fault.headers,
    },
  };
}

/** The answer to a request whose version does not exist, or is not named. */
export function answerVersion(
  error: WireError,
  resource: Resource<ServedApi>,
  headers: HeaderReader,
): Answer {
  const made = renderUnversioned(resource.served, error);
  Object.assign(made.headers, resource.served.headers({ headers }), {
    "api-supported-versions": resource.supportedVersions,
  });
  return made;
}

/** The answer where no operation has that path, or none has that method. */
export function answerUnrouted(
  route: Exclude<Route<ServedApi>, { kind: "found" }>,
  apis: readonly ServedApi[],
  target: Target,
): Answer {
  const served = route.kind === "wrongMethod" ? route.served : apiOfPath(apis, target);
  if (!served) return { status: 404, body: null, headers: {} };
  if (route.kind === "unknown") {
    const error = transportError("notFound", `There is nothing at ${target.path}.`);
    return renderUnversioned(served, error);
  }
  const error = transportError("methodNotAllowed", `Use ${route.allowed}.`);
  return renderUnversioned(served, { ...error, headers: { allow: route.allowed } });
}

/** The api whose paths start as this one does, or the first. */
function apiOfPath(apis: readonly ServedApi[], { segments }: Target): ServedApi | undefined {
  const hasStart = ({ api }: ServedApi) =>
    Object.values(api.operations).some(({ path }) => path.split("/")[1] === segments[0]);
  return apis.find(hasStart) ?? apis[0];
}

/** Before a version is known, errors look as they do at the newest. */
function renderUnversioned(served: ServedApi, error: WireError): Answer {
  const asIs = (_model: string, value: unknown) => value;
  const version = {
    id: "",
    operations: {},
    definitions: {},
    changes: () => false,
    up: asIs,
    down: asIs,
  };
  const { status, body, headers } = served.renderError(error, version);
  return { status, body: body || null, headers: { ...headers } };
}
