// The whole server as one function from Request to Response: control plane, keys, preflights and the vendors.

import type { IncomingMessage } from "node:http";
import { Hono } from "hono";
import type { HeaderReader, VisitReply } from "../dialects/dialect.ts";
import { Random } from "../random.ts";
import type { Tenant } from "../tenant.ts";
import type { Answer } from "./answers.ts";
import { allowOrigin, preflight } from "./cors.ts";
import type { Pipeline } from "./pipeline.ts";
import { parseTarget, type Target } from "./target.ts";

/** What the Node adapter hands over beside the request; absent in process. */
export interface Bindings {
  readonly incoming?: IncomingMessage;
  /** The kind of Response that the adapter writes fastest. */
  readonly Response?: typeof Response;
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
    handle(request: Request, headers: HeaderReader): Promise<VisitReply> | undefined;
  };
  readonly realtime: Door;
  readonly control: Hono<{ Bindings: Bindings }>;
  readonly seed: number;
  tenant(): Tenant;
  /** The public keys of the tokens. */
  jwks(): unknown;
}

export type App = (request: Request, bindings?: Bindings) => Response | Promise<Response>;

export function createApp(options: AppOptions): App {
  const own = new Hono<{ Bindings: Bindings }>();
  own.route("/_emulator", options.control);
  own.get("/.well-known/jwks.json", (context) => context.json(options.jwks() as object));
  const vendors = createVendors(options);
  // The vendors' paths are found by their tables, whose router takes what the services take.
  return (request, bindings = {}) => {
    if (isOwn(request.url)) return own.fetch(request, bindings);
    const visit = options.hosted.handle(request, headersOf(request, bindings));
    return visit ? visit.then(toResponse) : vendors(request, bindings);
  };
}

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

function createVendors({ pipeline, realtime, tenant, seed }: AppOptions) {
  const trace = createTrace(seed);
  return (request: Request, bindings: Bindings): Response | Promise<Response> => {
    const headers = headersOf(request, bindings);
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
    const answer = isServedBy(realtime, request.url)
      ? realtime.handle({ ...parseTarget(request.url), request, headers })
      : pipeline.handle({ tenant: tenant(), request, headers });
    return answer instanceof Promise ? answer.then(toResponse) : toResponse(answer);
  };
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
