// The control plane under /_emulator: who may in, and the two answers that are ready before all else is loaded.

import { Hono } from "hono";
import type { Bindings } from "../http/app.ts";
import type { ControlOptions } from "./controlled.ts";
import { health, readiness } from "./health.ts";
import { isForeign } from "./origin.ts";
import { tokenCheck } from "./token.ts";

/** Throws when the token is one that no header can carry. */
export function createControl(options: ControlOptions): Hono<{ Bindings: Bindings }> {
  const control = new Hono<{ Bindings: Bindings }>();
  const hasToken = tokenCheck(options.token);

  async function answer(request: Request): Promise<Response> {
    const foreign = isForeign(request, options.hosts());
    if (foreign !== undefined) return Response.json({ error: foreign }, { status: 403 });
    const { pathname } = new URL(request.url);
    if (/^(GET|HEAD)$/.test(request.method)) {
      if (pathname === "/_emulator/health") return health();
      if (pathname === "/_emulator/ready") return readiness(options);
    }
    if (!hasToken(request.headers.get("authorization"))) return unauthorized(request, pathname);
    // Not needed for the start, which is measured.
    const { dispatch } = await import("./dispatch.ts");
    return dispatch(request, options);
  }

  control.all("*", async (context) => {
    const answered = await answer(context.req.raw);
    answered.headers.set("cache-control", "no-store");
    return answered;
  });
  return control;
}

function unauthorized({ method }: Request, path: string): Response {
  const error = `Cannot ${method} ${path}: the control token is missing or wrong. Send it as Authorization: Bearer TOKEN.`;
  return Response.json({ error }, { status: 401, headers: { "www-authenticate": "Bearer" } });
}
