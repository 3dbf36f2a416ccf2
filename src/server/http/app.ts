// The whole server as one function from Request to Response: control plane, keys, preflights and the vendors.

import type { IncomingMessage } from "node:http";
import { Hono } from "hono";
import type { HeaderReader, VisitReply } from "../dialects/dialect.ts";
import { Random } from "../random.ts";
import type { Tenant } from "../tenant.ts";
import { type Address, readAddress } from "./address.ts";
import type { Answer } from "./answers.ts";
import { allowOrigin, preflight } from "./cors.ts";
import type { Pipeline } from "./pipeline.ts";
import { parseTarget, type Target } from "./target.ts";

/** What the Node adapter hands over beside the request; absent in process. */
export interface Bindings {
  readonly incoming?: IncomingMessage;
  /** The kind of Response that the adapter writes fastest. */
  readonly Response?: typeof Response;
  /** The world of a request that names none; its token's, and else the default one, when left out. */
  readonly world?: string;
}

/** Services beside the operations of the vendors' tables. */
export interface Door {
  serves(path: string): boolean;
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
    ): Promise<VisitReply> | undefined;
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
    return visit ? visit.then(toResponse) : vendors({ request, bindings, headers, address });
  };
}

function noSuchWorld(): Response {
  const error =
    "Cannot find that tenant: its name is not that of a host. Use up to 63 small letters, digits and hyphens.";
  return Response.json({ error }, { status: 404 });
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

function toResponse({ status, body, headers }: VisitReply): Response {
  return new Response(body, { status, headers: headers.map(([name, value]) => [name, value]) });
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
  const trace = createTrace(seed);
  return (arriving: Arriving): Response | Promise<Response> => {
    const { request, bindings, headers, address } = arriving;
    const origin = headers.get("origin");
    if (request.method === "OPTIONS") {
      return preflight(headers.get("access-control-request-headers"), origin);
    }
    const startedAt = performance.now();
    const Answered = bindings.Response ?? Response;
    const toResponse = (answer: Answer): Response => {
      answer.headers["ms-cv"] = trace();
      answer.headers["x-processing-time"] = `${Math.round(performance.now() - startedAt)}ms`;
      if (origin !== null) allowOrigin(answer.headers, origin);
      return new Answered(answer.body, { status: answer.status, headers: answer.headers });
    };
    const { url, prefix } = address;
    const answer = isServedBy(realtime, url)
      ? realtime.handle({ ...parseTarget(url), request, headers })
      : pipeline.handle({ tenant: tenantOf(tenants, arriving), request, headers, url, prefix });
    return answer instanceof Promise ? answer.then(toResponse) : toResponse(answer);
  };
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
function createTrace(seed: number): () => string {
  const start = new Random(seed).base64url(15);
  let count = 0;
  return () => {
    count += 1;
    return `${start}${count.toString(36).padStart(7, "0")}.0`;
  };
}
