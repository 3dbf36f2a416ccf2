// The control plane under /_emulator: health, readiness, information and reset.

import { Hono } from "hono";
import type { Bindings } from "../http/app.ts";
import { isForeign } from "./origin.ts";

export interface ControlOptions {
  /** What `info` shows. */
  info(): unknown;
  /** The hosts, without port, that are the emulator's own beside the loopback names. */
  hosts(): readonly string[];
  isReady(): boolean;
  reset(): Promise<void>;
}

export function createControl(options: ControlOptions): Hono<{ Bindings: Bindings }> {
  const control = new Hono<{ Bindings: Bindings }>();

  control.use("*", async (context, next) => {
    const problem = isForeign(context.req.raw, options.hosts());
    if (problem !== undefined) return context.json({ error: problem }, 403);
    return next();
  });
  control.get("/health", (context) => context.json({ status: "ok" }));
  control.get("/ready", (context) =>
    options.isReady()
      ? context.json({ status: "ready" })
      : context.json({ status: "starting" }, 503),
  );
  control.get("/info", (context) => context.json(options.info() as object));
  control.post("/reset", async (context) => {
    await options.reset();
    return context.body(null, 204);
  });
  control.all("*", (context) => {
    const error = `Cannot ${context.req.method} ${context.req.path}: there is no such control route. See GET /_emulator/info for the list.`;
    return context.json({ error }, 404);
  });
  return control;
}
