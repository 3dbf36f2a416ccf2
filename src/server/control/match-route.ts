// Finds the row of the table that a path and a method mean.

import { suggest } from "../../fixtures/problem.ts";
import { Problem } from "./problem.ts";
import type { Route } from "./route.ts";

const START = "/_emulator/";

export interface Match {
  readonly route: Route;
  readonly params: Readonly<Record<string, string>>;
}

/** Throws 404 for an unknown path, 405 for an unknown method of a known one, 400 for a broken escape. */
export function matchRoute(routes: readonly Route[], method: string, pathname: string): Match {
  const path = pathname.slice(START.length);
  const segments = path.split("/");
  const fitting = routes.filter((route) => fits(route, segments));
  if (fitting.length === 0) throw unknownPath(routes, method, pathname, path);
  const wanted = method === "HEAD" ? "GET" : method;
  const route = fitting.find((one) => one.method === wanted);
  if (!route) throw wrongMethod(fitting, method, pathname);
  return { route, params: paramsOf(route, segments, pathname) };
}

function fits({ path }: Route, segments: readonly string[]): boolean {
  const wanted = path.split("/");
  return (
    wanted.length === segments.length &&
    wanted.every((part, at) => (isParameter(part) ? segments[at] !== "" : part === segments[at]))
  );
}

function isParameter(part: string): boolean {
  return part.startsWith("{");
}

function paramsOf(route: Route, segments: readonly string[], pathname: string) {
  const params: Record<string, string> = {};
  for (const [at, part] of route.path.split("/").entries()) {
    if (isParameter(part)) params[part.slice(1, -1)] = decode(segments[at] ?? "", pathname);
  }
  return params;
}

function decode(segment: string, pathname: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    const cause = "it has an escape that is not UTF-8";
    throw new Problem(400, `Cannot read the path ${pathname}: ${cause}. Escape it once more.`);
  }
}

function unknownPath(
  routes: readonly Route[],
  method: string,
  pathname: string,
  path: string,
): Problem {
  const known = new Set(routes.map((route) => route.path));
  const advice = suggest(path, known, "See GET /_emulator/info for the list.");
  return new Problem(
    404,
    `Cannot ${method} ${pathname}: there is no such control route. ${advice}`,
  );
}

function wrongMethod(fitting: readonly Route[], method: string, pathname: string): Problem {
  const methods = fitting.map((route) => route.method);
  const message = `Cannot ${method} ${pathname}: the route takes ${methods.join(" and ")} only. Use ${methods.length > 1 ? "one of them" : "that"}.`;
  const allow = methods.flatMap((one) => (one === "GET" ? ["GET", "HEAD"] : [one]));
  return new Problem(405, message, { allow: allow.join(", ") });
}
