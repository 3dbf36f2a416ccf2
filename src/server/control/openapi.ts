// The control plane's description of itself as OpenAPI 3.1, made from the table of its routes.

import type { ControlOptions } from "./controlled.ts";
import type { Route, Schema } from "./route.ts";

const problem = { $ref: "#/components/schemas/Problem" } as const;
const tenantParameter = { $ref: "#/components/parameters/tenant" } as const;

export function openapi(routes: readonly Route[], control: ControlOptions): object {
  const paths: Record<string, Record<string, object>> = {};
  for (const route of routes) {
    const path = paths[`/${route.path}`] ?? {};
    path[route.method.toLowerCase()] = operation(route);
    paths[`/${route.path}`] = path;
  }
  return {
    openapi: "3.1.0",
    info: {
      title: "chat-emulator control plane",
      version: control.version,
      description:
        "Each tenant is one isolated world. A request is about the tenant that its endpoint names, https://NAME.localhost or /t/NAME before the path, or that the parameter tenant names, else about the default one.",
    },
    servers: [{ url: "/_emulator" }],
    ...(control.token !== undefined && { security: [{ token: [] }] }),
    paths,
    components: {
      schemas: {
        Problem: {
          type: "object",
          required: ["error"],
          additionalProperties: false,
          properties: {
            error: { type: "string", description: "Cannot …: why. What to do." },
          },
        },
      },
      parameters: {
        tenant: parameter("query", "tenant", { type: "string" }, "The tenant's name."),
      },
      securitySchemes: { token: { type: "http", scheme: "bearer" } },
    },
  };
}

function operation(route: Route): object {
  const { method, path, summary, query = {}, body, isGlobal } = route;
  const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name = ""]) => name);
  return {
    operationId: idOf(method, path),
    summary,
    // Whoever waits for the start has no token.
    ...(/^(health|ready)$/.test(path) && { security: [] }),
    parameters: [
      ...names.map((name) => parameter("path", name, { type: "string" })),
      ...Object.entries(query).map(([name, schema]) => parameter("query", name, schema)),
      ...(isGlobal ? [] : [tenantParameter]),
    ],
    ...(body && {
      requestBody: {
        required: !body.isOptional,
        content: { "application/json": { schema: body.schema } },
      },
    }),
    responses: responsesOf(route),
  };
}

function responsesOf({ answers }: Route): object {
  const responses: Record<string, object> = {};
  for (const { status, description, schema, streamType } of answers) {
    const content = {
      ...(schema && { "application/json": { schema } }),
      ...(streamType !== undefined && { [streamType]: { schema: { type: "string" } } }),
    };
    const hasBody = Object.keys(content).length > 0;
    responses[status] = { description, ...(hasBody && { content }) };
  }
  const content = { "application/json": { schema: problem } };
  return { ...responses, default: { description: "Why it is refused.", content } };
}

function parameter(place: "path" | "query", name: string, schema: Schema, description?: string) {
  return {
    name,
    in: place,
    ...(place === "path" && { required: true }),
    ...(description !== undefined && { description }),
    schema,
  };
}

/** `postSnapshotsByNameRestore` for `POST snapshots/{name}/restore`. */
function idOf(method: string, path: string): string {
  const words = path.replace(/\{/g, "by/").replace(/\}/g, "").split(/[/.]/);
  const capital = words.map((word) => word.charAt(0).toUpperCase() + word.slice(1));
  return `${method.toLowerCase()}${capital.join("")}`;
}
