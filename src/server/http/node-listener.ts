// Joins the app to Node's HTTP server through Hono's adapter.

import type { RequestListener } from "node:http";
import { getRequestListener } from "@hono/node-server";
import type { App } from "./app.ts";

export function createNodeListener(app: App): RequestListener {
  return getRequestListener((request, bindings) => app.fetch(request, bindings));
}
