// The whole server as one function from Request to Response: control plane, keys, preflights and the vendors.

import type { IncomingMessage, ServerResponse } from "node:http";
import { Hono } from "hono";
import type { HeaderReader } from "../dialects/dialect.ts";
import { Random } from "../random.ts";
import type { Tenant } from "../tenant.ts";
import { type Address, readAddress, unknownWorld } from "./address.ts";
import type { Answer } from "./answers.ts";
import { allowOrigin, preflight } from "./cors.ts";
import { damaged } from "./damage.ts";
import type { Visited } from "./hosted-pipeline.ts";
import type { Pipeline } from "./pipeline.ts";
import { parseTarget, type Target } from "./target.ts";
import { createTrace, type Trace } from "./trace.ts";

/** What the Node adapter hands over beside the request; absent in process. */
export interface Bindings {
  readonly incoming?: IncomingMessage;
  readonly outgoing?: ServerResponse;
  /** The kind of Response that the adapter writes fastest. */
  readonly Response?: typeof Response;
  /** The world of a request that names none; its token's, and else the default one, when left out. */
  readonly world?: string;
}

/** Services beside the operations of the vendors' tables. */
export interface Door {
  serves(path: string): boolean;
  /** The tenant of a request whose endpoint names none. */
  tenantOf(call: Pick<DoorCall, "headers" | "query">): Tenant;
  handle(call: DoorCall): Answer | Promise<Answer>;
}

export interface DoorCall extends Target {
  readonly request: Request;
  readonly headers: HeaderReader;
}

export interface AppOptions {
  readonly pipeline: Pipeline;
  /** Answers what is for a vendor's own hosts, and nothing else. */
  readonly hosted: {
    handle(
      request: Request,
      headers: HeaderReader,
      address: Pick<Address, "url" | "world">,
    ): Promise<Visited> | undefined;
  };
  readonly realtime: Door;
  readonly control: Hono<{ Bindings: Bindings }>;
  readonly seed: number;
  readonly tenants: Tenants;
  /** The public keys of the tokens. */
  jwks(): unknown;
}

/** Which tenant a request belongs to: the one that its endpoint names, else the one of its token. */
export interface Tenants {
  /** Made on first use. */
  named(name: string): Tenant;
  ofToken(authorization: string | null): Tenant;
  readonly default: Tenant;
  readonly isAlone: boolean;
}

export type App = (request: Request, bindings?: Bindings) => Response | Promise<Response>;

export function createApp(options: AppOptions): App {
  const own = new Hono<{ Bindings: Bindings }>();
  own.route("/_emulator", options.control);
  own.get("/.well-known/jwks.json", (context) => context.json(options.jwks() as object));
  const vendors = createVendors(options);
  // The vendors' paths are found by their tables, whose router takes what the services take.
  return (request, bindings = {}) => {
    const named = readAddress(request.url);
    if (!named) return noSuchWorld();
    const address =
      bindings.world === undefined || named.world !== undefined
        ? named
        : { ...named, world: bindings.world };
    if (isOwn(address.url)) return own.fetch(withWorld(request, address), bindings);
    const headers = headersOf(request, bindings);
    const visit = options.hosted.handle(request, headers, address);
    const arriving = { request, bindings, headers, address };
    if (!visit) return vendors(arriving);
    return visit.then((visited) => answerVisit(options.tenants, arriving, visited));
  };
}

function noSuchWorld(): Response {
  return Response.json({ error: unknownWorld }, { status: 404 });
}

/** The control plane is told of the world by a header that nobody else may send. */
function withWorld(request: Request, { url, world, prefix }: Address): Request {
  if (world === undefined && !request.headers.has(worldHeader)) return request;
  const own = prefix === "" ? request : new Request(url, request);
  const headers = new Headers(own.headers);
  if (world === undefined) headers.delete(worldHeader);
  else headers.set(worldHeader, world);
  return new Request(own, { headers });
}

/** Which world a control request is about. */
export const worldHeader = "x-emulator-world";

/** The journal and the clock are those of the world that the visit turned out to be for. */
async function answerVisit(
  tenants: Tenants,
  { request, bindings, headers }: Arriving,
  { reply, operation, sent }: Visited,
): Promise<Response> {
  const { status, body, damage, about } = reply;
  const tenant = about ? tenants.named(about.world) : tenants.default;
  const { clock, journal } = tenant;
  const startedAt = clock.now();
  if (damage?.latencyMs !== undefined) await clock.sleep(damage.latencyMs);
  if (journal.isOn) {
    journal.record({
      kind: "http",
      at: startedAt,
      durationMs: clock.now() - startedAt,
      tenant: tenant.world,
      vendor: "stackexchange",
      operation,
      user: about?.user,
      thread: about?.room,
      method: request.method,
      url: request.url,
      headers,
      table: bindings.incoming?.headers,
      body: sent,
      fault: damage?.ruleIds,
      answer: reply,
    });
  }
  const given = new Headers(reply.headers.map(([name, value]) => [name, value]));
  if (clock.offset !== 0) given.set("date", httpDate(clock.now()));
  if (damage?.connection || damage?.response) {
    const { incoming, outgoing } = bindings;
    return damaged({ damage, request, incoming, outgoing, status, headers: given, body });
  }
  return new Response(body, { status, headers: given });
}

/** Whether the path is one of the emulator's own. */
function isOwn(url: string): boolean {
  const path = pathStart(url);
  return url.startsWith("/_emulator", path) || url.startsWith("/.well-known/", path);
}

/** Chat's own paths, nearly all of the traffic, are told apart with one comparison. */
function isServedBy(door: Door, url: string): boolean {
  const start = pathStart(url);
  if (url.startsWith("/chat/", start)) return false;
  const mark = url.indexOf("?", start);
  return door.serves(mark < 0 ? url.slice(start) : url.slice(start, mark));
}

function pathStart(url: string): number {
  return url.indexOf("/", url.indexOf("://") + 3);
}

interface Arriving {
  readonly request: Request;
  readonly bindings: Bindings;
  readonly headers: HeaderReader;
  readonly address: Address;
}

function createVendors({ pipeline, realtime, tenants, seed }: AppOptions) {
  const vector = createVectors(seed);
  return (arriving: Arriving): Response | Promise<Response> => {
    const { request, bindings, headers, address } = arriving;
    const origin = headers.get("origin");
    if (request.method === "OPTIONS") {
      return preflight(headers.get("access-control-request-headers"), origin);
    }
    const startedAt = performance.now();
    const Answered = bindings.Response ?? Response;
    const { url, prefix, world } = address;
    const call = isServedBy(realtime, url) ? { ...parseTarget(url), request, headers } : undefined;
    const tenant =
      call && world === undefined ? realtime.tenantOf(call) : tenantOf(tenants, arriving);
    const trace = createTrace(tenant);
    const toResponse = (answer: Answer): Response | Promise<Response> => {
      record(arriving, trace, answer);
      answer.headers["ms-cv"] = vector();
      answer.headers["x-processing-time"] = `${Math.round(performance.now() - startedAt)}ms`;
      // Node gives the machine's time, which the tenant's need not be.
      if (tenant.clock.offset !== 0) answer.headers["date"] = httpDate(tenant.clock.now());
      if (origin !== null) allowOrigin(answer.headers, origin);
      const { status, headers: given, body, damage } = answer;
      if (damage?.connection || damage?.response) {
        const { incoming, outgoing } = bindings;
        return damaged({
          damage,
          request,
          incoming,
          outgoing,
          status,
          headers: new Headers(given),
          body,
        });
      }
      return new Answered(body, { status, headers: given });
    };
    const answer = call
      ? realtime.handle(call)
      : pipeline.handle({ tenant, trace, request, headers, url, prefix });
    return answer instanceof Promise ? answer.then(toResponse) : toResponse(answer);
  };
}

function httpDate(ms: number): string {
  return new Date(ms).toUTCString();
}

/** Hands over what is there by reference; the journal reads it when somebody asks. */
function record({ request, headers, bindings }: Arriving, trace: Trace, answer: Answer): void {
  const { tenant, startedAt, operation, apiVersion, user, thread, sent } = trace;
  const { journal } = tenant;
  if (!journal.isOn) return;
  const at = tenant.clock.now();
  journal.record({
    kind: "http",
    at: startedAt,
    durationMs: at - startedAt,
    tenant: tenant.world,
    vendor: "acs",
    operation,
    apiVersion,
    user,
    thread,
    method: request.method,
    url: request.url,
    headers,
    table: bindings.incoming?.headers,
    body: sent,
    fault: answer.damage?.ruleIds,
    answer,
  });
}

function tenantOf(tenants: Tenants, { address, headers }: Arriving): Tenant {
  if (address.world !== undefined) return tenants.named(address.world);
  return tenants.isAlone ? tenants.default : tenants.ofToken(headers.get("authorization"));
}

/** Node's own table of headers is many times cheaper than a `Headers` made from it. */
function headersOf(request: Request, bindings: Bindings): HeaderReader {
  const incoming = bindings.incoming?.headers;
  if (!incoming) return request.headers;
  return {
    get: (name) => {
      const value = incoming[name];
      return value === undefined ? null : Array.isArray(value) ? value.join(", ") : value;
    },
  };
}

/** A correlation vector per answer, in the service's form: 22 characters of base64 and `.0` (observed). */
function createVectors(seed: number): () => string {
  const start = new Random(seed).base64url(15);
  let count = 0;
  return () => {
    count += 1;
    return `${start}${count.toString(36).padStart(7, "0")}.0`;
  };
}
