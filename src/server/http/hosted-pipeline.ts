// The steps of a request to a host that a vendor owns by name, in order: route, form, and the vendor's answer.

import type {
  HeaderReader,
  HostedApi,
  HostedDialect,
  LostVisit,
  Query,
  VisitReply,
} from "../dialects/dialect.ts";
import { readBody } from "./body.ts";
import { queryProblem } from "./query.ts";
import { createRouter, type Endpoint, type Router } from "./routes.ts";
import { parseQuery, parseTarget, type Target } from "./target.ts";
import { Validators } from "./validators.ts";

export interface HostedPipelineOptions {
  /** Whether a host is the vendor's; asked before the vendor is loaded. */
  isHosted(host: string): boolean;
  load(): Promise<HostedDialect>;
  /** Hears of the emulator's own mistakes. */
  readonly fail: (error: unknown) => void;
}

interface Arriving {
  readonly host: string;
  readonly world: string | undefined;
  /** The URL without the world in its path. */
  readonly url: string;
  readonly request: Request;
  readonly headers: HeaderReader;
}

interface HostedRequest extends Arriving {
  readonly api: HostedApi;
}

const NO_FORM: Query = {};

/** A reply, and what was asked. */
export interface Visited {
  readonly reply: VisitReply;
  readonly operation?: string | undefined;
  /** The body as it was read. */
  readonly sent?: string | Uint8Array | undefined;
}

export class HostedPipeline {
  readonly #options: HostedPipelineOptions;
  readonly #routers = new Map<HostedApi, Router<HostedApi>>();
  readonly #validators = new Validators();
  /** The origin, with its slash, of the last request that was for somebody else. */
  #other: string | undefined;

  constructor(options: HostedPipelineOptions) {
    this.#options = options;
  }

  /** The answer, or undefined for a host that is none of the vendor's. */
  handle(
    request: Request,
    headers: HeaderReader,
    { url, world }: { readonly url: string; readonly world?: string | undefined },
  ): Promise<Visited> | undefined {
    // Nearly all requests come to the same host, which then costs one comparison.
    if (this.#other !== undefined && url.startsWith(this.#other)) return undefined;
    const host = hostOf(url);
    if (this.#options.isHosted(host)) return this.#answer({ host, request, headers, url, world });
    this.#other = originOf(url);
    return undefined;
  }

  async #answer(arriving: Arriving): Promise<Visited> {
    try {
      const { hosts } = await this.#options.load();
      const api = hosts.get(arriving.host);
      if (!api) throw new Error(`Cannot serve ${arriving.host}: its vendor has no api for it.`);
      const visited = await this.#route({ ...arriving, api });
      const { reply } = visited;
      if (arriving.request.method !== "HEAD") return visited;
      return { ...visited, reply: { ...reply, body: null } };
    } catch (error) {
      this.#options.fail(error);
      return { reply: { status: 500, body: null, headers: [] } };
    }
  }

  /** 1. Which operation? */
  #route(hosted: HostedRequest): Promise<Visited> | Visited {
    const { api, request, headers, url } = hosted;
    const target = parseTarget(url, headers.get("x-forwarded-proto"));
    const method = request.method === "HEAD" ? "GET" : request.method;
    const route = this.#routerOf(api)(method, target.segments);
    const lost = lostVisit(hosted, target);
    if (route.kind === "unknown") {
      return { reply: api.refuse({ ...lost, problem: "pageUnknown" }) };
    }
    if (route.kind === "wrongMethod") {
      const { allowed } = route;
      return { reply: api.refuse({ ...lost, problem: "methodNotAllowed", allowed }) };
    }
    const { params, resource } = route;
    return this.#read(hosted, target, lost, { ...resource.newest, params });
  }

  /** 2. What does its form say? */
  async #read(
    { api, request, headers }: HostedRequest,
    { query }: Target,
    lost: Omit<LostVisit, "problem">,
    { name, row, version, params }: Endpoint & { readonly params: Query },
  ): Promise<Visited> {
    const { body } = row;
    const sent = body
      ? await readBody(request, headers, { max: api.bodyMax, asBytes: false })
      : { text: "" };
    if (!sent) {
      return { operation: name, reply: api.refuse({ ...lost, problem: "contentTooLarge" }) };
    }
    const isForm = body?.encoding === "form";
    if (isForm && !this.#validators.isLoaded) await this.#validators.load();
    // The web's client asks with a query what others put into the form.
    const form = isForm ? { ...query, ...parseQuery(textOf(sent)) } : NO_FORM;
    const validate = isForm && this.#validators.model(version, body.model);
    const reply = api.serve({
      ...lost,
      operation: name,
      row,
      params,
      query,
      form,
      bytes: sent.bytes,
      problem: () => queryProblem(row, query) ?? (validate ? validate(form) : undefined),
    });
    return { operation: name, sent: body && (sent.text ?? sent.bytes), reply };
  }

  #routerOf(api: HostedApi): Router<HostedApi> {
    let router = this.#routers.get(api);
    if (!router) {
      router = createRouter([api]);
      this.#routers.set(api, router);
    }
    return router;
  }
}

function originOf(url: string): string {
  const slash = url.indexOf("/", url.indexOf("://") + 3);
  return slash < 0 ? `${url}/` : url.slice(0, slash + 1);
}

/** In lower case and without the port. */
function hostOf(url: string): string {
  const origin = originOf(url);
  const authority = origin.slice(origin.indexOf("://") + 3, -1);
  return authority.replace(/:\d*$/, "").toLowerCase();
}

function lostVisit(
  { host, request, headers, world }: HostedRequest,
  target: Target,
): Omit<LostVisit, "problem"> {
  return {
    ...(world !== undefined && { world }),
    host,
    headers,
    method: request.method,
    path: target.path,
    isSecure: target.origin.startsWith("https:"),
  };
}

function textOf(body: { readonly text?: string; readonly bytes?: Uint8Array }): string {
  return body.text ?? Buffer.from(body.bytes ?? []).toString();
}
