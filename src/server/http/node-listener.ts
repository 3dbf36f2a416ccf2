// Joins the app to Node's HTTP server through Hono's adapter.

import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import { getRequestListener } from "@hono/node-server";
import type { App } from "./app.ts";
import { lightResponse } from "./light-response.ts";
import type { ProxyTenants } from "./proxy-tenants.ts";

export function createNodeListener(app: App, tenants: ProxyTenants): RequestListener {
  const Light = lightResponse();
  return getRequestListener(
    (request, given) => {
      const incoming = given.incoming as IncomingMessage;
      const outgoing = given.outgoing as ServerResponse;
      const world = tenants.of(incoming);
      const bindings = { incoming, outgoing, Response: Light };
      return app(request, world === undefined ? bindings : { ...bindings, world });
    },
    { overrideGlobalObjects: false },
  );
}
