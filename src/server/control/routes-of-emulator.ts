// Control routes about the emulator: health, readiness, information, the reset, and the description of themselves.

import { listOf, number, record, text, time } from "./answer-schemas.ts";
import { health, readiness } from "./health.ts";
import { openapi } from "./openapi.ts";
import { json, nothing } from "./problem.ts";
import { type Call, done, type Route } from "./route.ts";

const status = record({ status: text });

const information = record({
  name: text,
  version: text,
  seed: number,
  tenant: text,
  now: time,
  tenants: listOf(text),
  acs: record({ endpoint: text, resourceId: text, users: listOf(text) }),
  stackexchange: record({
    hosts: listOf(text),
    accounts: listOf(record({ email: text, name: text })),
  }),
  routes: listOf(text),
});

export const emulatorRoutes: readonly Route[] = [
  {
    method: "GET",
    path: "health",
    summary: "Tells that the emulator runs.",
    what: "tell the health",
    isGlobal: true,
    answers: [{ status: 200, description: "It runs.", schema: status }],
    handle: health,
  },
  {
    method: "GET",
    path: "ready",
    summary: "Tells whether the emulator is ready for requests.",
    what: "tell the readiness",
    isGlobal: true,
    answers: [
      { status: 200, description: "It is ready.", schema: status },
      { status: 503, description: "It is starting.", schema: status },
    ],
    handle: ({ control }) => readiness(control),
  },
  {
    method: "GET",
    path: "info",
    summary: "Tells what the emulator and the tenant are, and what the control plane can do.",
    what: "tell the information",
    answers: [{ status: 200, description: "The information.", schema: information }],
    handle: (call) => json(informationOf(call)),
  },
  {
    method: "POST",
    path: "reset",
    summary: "Takes the tenant back to its state right after the fixtures.",
    what: "reset the tenant",
    answers: done("It was reset."),
    async handle({ tenant }) {
      await tenant.reset();
      return nothing();
    },
  },
  {
    method: "GET",
    path: "openapi.json",
    summary: "Describes the control plane as OpenAPI 3.1.",
    what: "describe the control plane",
    isGlobal: true,
    answers: [{ status: 200, description: "The description.", schema: { type: "object" } }],
    handle: ({ control, routes }) => json(openapi(routes, control)),
  },
];

function informationOf({ control, tenant, routes }: Call): object {
  const { acs, stackexchange, people, clock } = tenant;
  return {
    name: "chat-emulator",
    version: control.version,
    seed: control.seed,
    tenant: tenant.name,
    now: new Date(clock.now()).toISOString(),
    tenants: control.tenants.names,
    acs: {
      endpoint: acs.endpoint,
      resourceId: tenant.tenant.resourceId,
      users: [...people.keys()],
    },
    stackexchange: {
      hosts: stackexchange.hosts,
      accounts: stackexchange.accounts.map(({ email, name }) => ({ email, name })),
    },
    routes: routes.map(({ method, path }) => `${method} ${path}`),
  };
}
