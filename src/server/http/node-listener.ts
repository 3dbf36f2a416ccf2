// Joins the app to Node's HTTP server through Hono's adapter.

import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import { getRequestListener } from "@hono/node-server";
import type { App } from "./app.ts";
import { lightResponse } from "./light-response.ts";

export function createNodeListener(app: App): RequestListener {
  const Light = lightResponse();
  return getRequestListener(
    (request, { incoming, outgoing }) =>
      app(request, {
        incoming: incoming as IncomingMessage,
        outgoing: outgoing as ServerResponse,
        Response: Light,
      }),
    { overrideGlobalObjects: false },
  );
}
