// Serves control requests by the table of routes: finds the row, reads query and body, and tells what is wrong.

import { quote, suggest } from "../../fixtures/problem.ts";
import { worldHeader } from "../http/app.ts";
import { parseJson, readBody } from "../http/body.ts";
import type { ControlledTenant, ControlOptions } from "./controlled.ts";
import { matchRoute } from "./match-route.ts";
import { asProblem, Problem, refusal } from "./problem.ts";
import type { Route } from "./route.ts";
import { routes } from "./table.ts";

const BODY_MAX = 1024 * 1024;

/** Answers everything, mistakes of the emulator's own included. */
export async function dispatch(request: Request, control: ControlOptions): Promise<Response> {
  try {
    const { pathname, searchParams } = new URL(request.url);
    const { route, params } = matchRoute(routes, request.method, pathname);
    const { tenant: named, ...query } = readQuery(route, searchParams);
    const body = await readSent(route, request);
    const tenant = tenantOf(request, named, route, control);
    return await route.handle({ control, tenant, params, query, body, request, routes });
  } catch (error) {
    return refuse(error, control);
  }
}

function refuse(error: unknown, { fail }: ControlOptions): Response {
  const problem = asProblem(error);
  if (problem) return refusal(problem);
  fail(error);
  const message =
    "Cannot answer: this is a mistake in chat-emulator. Report it with what --log debug shows.";
  return refusal(new Problem(500, message));
}

/** Each parameter once, and none that the row does not have. */
function readQuery(route: Route, given: URLSearchParams): Record<string, string> {
  const known = [...Object.keys(route.query ?? {}), ...(route.isGlobal ? [] : ["tenant"])];
  const query: Record<string, string> = {};
  for (const [name, value] of given) {
    const start = `Cannot ${route.what}`;
    if (!known.includes(name)) {
      const list = known.length === 0 ? "Leave it out." : `The known ones are ${known.join(", ")}.`;
      const cause = `it has the unknown parameter ${quote(name)}`;
      throw new Problem(400, `${start}: ${cause}. ${suggest(name, known, list)}`);
    }
    if (Object.hasOwn(query, name)) {
      throw new Problem(400, `${start}: ${name} is given twice. Give it once.`);
    }
    query[name] = value;
  }
  return query;
}

/** By the endpoint, else by the query; the two must not differ. */
function tenantOf(
  request: Request,
  named: string | undefined,
  { what, isOfPresent }: Route,
  { tenants }: ControlOptions,
): ControlledTenant {
  const addressed = request.headers.get(worldHeader);
  if (addressed !== null && named !== undefined && addressed !== named) {
    throw new Problem(
      400,
      `Cannot tell which tenant is meant: the endpoint names ${addressed}, and the query ${quote(named)}. Name it in one place.`,
    );
  }
  const name = addressed ?? named;
  if (name === undefined) return tenants.default;
  if (isOfPresent && !tenants.names.includes(name)) {
    throw new Problem(
      410,
      `Cannot ${what}: there is no tenant ${quote(name)}, or none any more. Let a robot listen anew.`,
    );
  }
  return tenants.get(name);
}

async function readSent(route: Route, request: Request): Promise<unknown> {
  const what = `Cannot ${route.what}`;
  const { schema = noFields, maxBytes = BODY_MAX, isReadByHandler } = route.body ?? {};
  const sent = await readBody(request, request.headers, { max: maxBytes, asBytes: false });
  if (!sent) {
    throw new Problem(
      413,
      `${what}: the body is larger than ${maxBytes} bytes. Send a smaller one.`,
    );
  }
  const isEmpty = sent.text === "" || sent.bytes?.byteLength === 0;
  if (isEmpty && (!route.body || route.body.isOptional)) return {};
  if (isEmpty) throw new Problem(400, `${what}: there is no body. Send JSON.`);
  if (!isJson(request.headers.get("content-type"))) {
    throw new Problem(415, `${what}: the body is not sent as application/json. Set Content-Type.`);
  }
  const { value, problem } = parseJson(sent);
  if (problem !== undefined) {
    throw new Problem(400, `${what}: the body is not valid JSON. Correct it.`);
  }
  if (isReadByHandler) return value;
  // The compiler of schemas costs more to load than all the rest.
  const { bodyProblem } = await import("./check-body.ts");
  const wrong = bodyProblem(schema, value);
  if (wrong !== undefined) throw new Problem(400, `${what}: ${wrong}`);
  return value;
}

/** What the body of a route without one may be. */
const noFields = { type: "object", additionalProperties: false, properties: {} } as const;

function isJson(type: string | null): boolean {
  return type !== null && /^application\/([\w.-]+\+)?json\s*(;|$)/i.test(type);
}
