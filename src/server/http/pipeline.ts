// The steps of a request, in order: from an HTTP request to a vendor's answer.

import type {
  Arrival,
  Call,
  Caller,
  Codec,
  HeaderReader,
  ServedApi,
  WireError,
} from "../dialects/dialect.ts";
import { FaultError, readFaultHeader, type Strike } from "../faults/index.ts";
import type { Tenant } from "../tenant.ts";
import {
  type Answer,
  answer,
  answerFault,
  answerUnrouted,
  answerVersion,
  transportError,
} from "./answers.ts";
import { type Body, parseJson, readBody } from "./body.ts";
import { chooseVersion, type VersionPolicy } from "./choose-version.ts";
import { originalHostHeader } from "./host-header.ts";
import { queryProblem } from "./query.ts";
import { createRouter, type Endpoint, type Resource, type Router } from "./routes.ts";
import { parseTarget, type Target } from "./target.ts";
import type { Trace } from "./trace.ts";
import { Validators } from "./validators.ts";

export interface PipelineOptions extends VersionPolicy {
  readonly apis: readonly ServedApi[];
  readonly hasRateLimits: boolean;
  /** Hears of the emulator's own mistakes. */
  readonly fail: (error: unknown) => void;
}

export interface Incoming {
  readonly tenant: Tenant;
  readonly trace: Trace;
  readonly request: Request;
  readonly headers: HeaderReader;
  /** The URL without the world in its path, and what was taken out. */
  readonly url: string;
  readonly prefix: string;
}

/** A request whose operation and version are known. */
export interface Stage {
  readonly arrival: Arrival;
  readonly endpoint: Endpoint;
  readonly resource: Resource<ServedApi>;
  readonly request: Request;
  readonly trace: Trace;
}

/** Asks for a fault for one request: `status=429; retry-after=2`. */
export const faultHeader = "x-emulator-fault";

const NO_HOSTS: readonly string[] = [];

export class Pipeline {
  readonly #options: PipelineOptions;
  readonly #router: Router<ServedApi>;
  readonly #validators = new Validators();

  constructor(options: PipelineOptions) {
    this.#options = options;
    for (const served of options.apis) requireCodecs(served);
    this.#router = createRouter(options.apis);
  }

  /** Loads what the first request with a body would have to wait for. */
  warm(): Promise<void> {
    return this.#validators.load();
  }

  handle(incoming: Incoming): Answer | Promise<Answer> {
    try {
      const made = this.#route(incoming);
      return made instanceof Promise ? made.catch((error) => this.#crashed(error)) : made;
    } catch (error) {
      return this.#crashed(error);
    }
  }

  /** 1. Which operation, at which version? */
  #route({ tenant, request, headers, url, prefix, trace }: Incoming): Answer | Promise<Answer> {
    const target = parseTarget(url, headers.get("x-forwarded-proto"));
    const route = this.#router(request.method, target.segments);
    if (route.kind !== "found") return answerUnrouted(route, this.#options.apis, target);
    const { resource, params } = route;
    trace.operation = resource.newest.name;
    trace.thread = params["chatThreadId"];
    const endpoint = chooseVersion(resource, target, this.#options);
    if ("error" in endpoint) return answerVersion(endpoint, resource, headers);
    const arrival: Arrival = {
      tenant,
      method: request.method,
      // Signatures are made of what was sent, and links must lead back to the same world.
      target: prefix + target.pathAndQuery,
      origin: target.origin + prefix,
      hosts: resource.served.isBodySigned ? hostsOf(target, headers) : NO_HOSTS,
      path: target.path,
      params,
      query: target.query,
      headers,
      version: endpoint.version,
      isStrict: this.#options.isStrict,
      now: tenant.clock.now(),
    };
    trace.operation = endpoint.name;
    trace.apiVersion = endpoint.version.id;
    const stage = { arrival, endpoint, resource, request, trace };
    return resource.served.isBodySigned ? this.#admitSigned(stage) : this.#admit(stage);
  }

  /** 2. Who calls? Reads stay free of promises: they are the hot path. */
  #admit(stage: Stage): Answer | Promise<Answer> {
    const { arrival, endpoint, resource } = stage;
    const caller = resource.served.authenticate(arrival, endpoint.name, undefined);
    if ("error" in caller) return answer(stage, caller);
    if (caller.kind === "person") stage.trace.user = caller.person;
    const strike = strikeOf(stage);
    if (strike) return this.#struck(stage, strike, (struck) => this.#admitted(struck, caller));
    return this.#admitted(stage, caller);
  }

  #admitted(stage: Stage, caller: Caller): Answer | Promise<Answer> {
    return stage.endpoint.row.body
      ? this.#withBody(stage, caller)
      : this.#serve(stage, caller, undefined);
  }

  /** A fault has its way first; what it leaves of the call goes on as usual. */
  async #struck(
    stage: Stage,
    strike: Strike | FaultError,
    goOn: (stage: Stage) => Answer | Promise<Answer>,
  ): Promise<Answer> {
    if ("message" in strike)
      return answer(stage, transportError("malformedRequest", strike.message));
    const { latencyMs, answer: fault, connection, response, ruleIds, rejects } = strike;
    if (latencyMs !== undefined) await stage.arrival.tenant.clock.sleep(latencyMs);
    const arrival = rejects ? { ...stage.arrival, rejects } : stage.arrival;
    const made = fault ? answerFault(stage, fault) : await goOn({ ...stage, arrival });
    made.damage = {
      ruleIds,
      ...(connection && { connection }),
      ...(response && { response }),
    };
    return made;
  }

  async #withBody(stage: Stage, caller: Caller): Promise<Answer> {
    const body = await this.#read(stage);
    return "error" in body ? answer(stage, body) : this.#serve(stage, caller, body);
  }

  /** A signature covers the body, so the body must be there before the caller is known. */
  async #admitSigned(stage: Stage): Promise<Answer> {
    const body = await this.#read(stage);
    if ("error" in body) return answer(stage, body);
    const { arrival, endpoint, resource } = stage;
    const caller = resource.served.authenticate(arrival, endpoint.name, body.bytes);
    if ("error" in caller) return answer(stage, caller);
    stage.trace.user = arrival.params["id"];
    const strike = strikeOf(stage);
    if (strike) return this.#struck(stage, strike, (struck) => this.#serve(struck, caller, body));
    return this.#serve(stage, caller, body);
  }

  async #read(stage: Stage): Promise<Body | WireError> {
    const { request, resource, endpoint, arrival, trace } = stage;
    if (!this.#validators.isLoaded) await this.#validators.load();
    const max = resource.served.bodyMax(endpoint.name);
    const asBytes = resource.served.isBodySigned || endpoint.row.body?.model === "binary";
    const body = await readBody(request, arrival.headers, { max, asBytes });
    trace.sent = body?.text ?? body?.bytes;
    const reason = `The request body is larger than ${max} bytes.`;
    return body ?? transportError("contentTooLarge", reason);
  }

  /** 3. Is the request valid, and within the limits? Then its codec answers. */
  #serve(stage: Stage, caller: Caller, sent: Body | undefined): Answer {
    const { arrival, endpoint, resource } = stage;
    const problem = queryProblem(endpoint.row, arrival.query);
    if (problem !== undefined) return answer(stage, transportError("malformedRequest", problem));
    const body = this.#model(stage, sent);
    if (body.error) return answer(stage, body.error);
    const call: Call = Object.assign(arrival, {
      caller,
      operation: endpoint.name,
      body: body.value,
      bytes: sent?.bytes,
    });
    const limited = this.#options.hasRateLimits ? resource.served.limit?.(call) : undefined;
    return answer(stage, limited ?? codecOf(resource.served, endpoint.name)(call));
  }

  /** The body, valid for its version and in the newest shape. */
  #model(
    { arrival, endpoint: { row, version } }: Stage,
    sent: Body | undefined,
  ): { readonly value: unknown; readonly error?: never } | { readonly error: WireError } {
    if (!row.body || row.body.model === "binary" || !sent) return { value: undefined };
    const { model, isRequired } = row.body;
    if (this.#options.isStrict && !isJson(arrival.headers)) {
      return { error: transportError("unsupportedMediaType", "Send JSON.") };
    }
    const parsed = parseJson(sent);
    const problem =
      parsed.problem ??
      (parsed.value === undefined
        ? isRequired && "The request body is missing."
        : this.#validators.model(version, model)(parsed.value));
    if (problem) return { error: transportError("malformedRequest", problem) };
    return { value: version.up(model, parsed.value) };
  }

  #crashed(error: unknown): Answer {
    this.#options.fail(error);
    return { status: 500, body: null, headers: {} };
  }
}

/** The strike of a fault, of which most calls have none; or what is wrong with the one that the request asks for. */
function strikeOf({ arrival, endpoint, trace }: Stage): Strike | FaultError | undefined {
  const { faults } = arrival.tenant;
  const wanted = arrival.headers.get(faultHeader);
  if (faults.isIdle && wanted === null) return undefined;
  try {
    const own = wanted === null ? undefined : readFaultHeader(wanted);
    const { user, thread } = trace;
    const call = { vendor: "acs", operation: endpoint.name, user, thread } as const;
    return faults.strike({ ...call, apiVersion: endpoint.version.id }, own);
  } catch (error) {
    if (error instanceof FaultError) return error;
    throw error;
  }
}

function requireCodecs(served: ServedApi): void {
  for (const name of Object.keys(served.api.operations)) codecOf(served, name);
}

function codecOf({ codecs }: ServedApi, operation: string): Codec {
  const codec = codecs[operation];
  if (!codec)
    throw new Error(`Cannot serve ${operation}: it has no codec. Add one to its dialect.`);
  return codec;
}

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
