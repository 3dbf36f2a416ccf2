// Control routes that list, make, fork and drop tenants.

import { listOf, record, tenant, tenantWithUsers } from "./answer-schemas.ts";
import type { ControlledTenant } from "./controlled.ts";
import { json, nothing, Problem, unknownName } from "./problem.ts";
import { type Call, done, type Route, withBody } from "./route.ts";
import { expectFree, tenantName, toldTenant } from "./tenants.ts";

interface TenantWish {
  readonly name?: string;
  /** Another tenant's name. */
  readonly fork?: string;
}

export const tenantRoutes: readonly Route[] = [
  {
    method: "GET",
    path: "tenants",
    summary: "Lists the tenants, the default one first.",
    what: "list the tenants",
    isGlobal: true,
    answers: [
      { status: 200, description: "The tenants.", schema: record({ tenants: listOf(tenant) }) },
    ],
    handle: ({ control: { tenants } }) =>
      json({
        tenants: tenants.names.map((name) => {
          const { endpoint, connectionString } = tenants.get(name).acs;
          return { name, endpoint, connectionString };
        }),
      }),
  },
  withBody<TenantWish>({
    method: "POST",
    path: "tenants",
    summary: "Makes a tenant with the fixtures, or as a fork of another one as it is now.",
    what: "make the tenant",
    isGlobal: true,
    isOptional: true,
    schema: {
      type: "object",
      additionalProperties: false,
      properties: {
        name: tenantName,
        fork: { type: "string", description: "The tenant to fork.", examples: ["default"] },
      },
    },
    answers: [{ status: 201, description: "The new tenant.", schema: tenantWithUsers }],
    handle(call, wish) {
      if (wish.name !== undefined) expectFree(call, wish.name);
      return json(toldTenant(made(call, wish)), 201);
    },
  }),
  {
    method: "DELETE",
    path: "tenants/{name}",
    summary: "Forgets a tenant and ends its connections.",
    what: "drop the tenant",
    isGlobal: true,
    answers: done("It is forgotten."),
    handle: drop,
  },
];

function made({ control }: Call, wish: TenantWish): ControlledTenant {
  const { tenants } = control;
  const { name, fork: origin } = wish;
  if (origin === undefined) return tenants.get(name ?? freshName(tenants.names));
  if (!tenants.names.includes(origin)) throw unknownName("fork the tenant", origin, tenants.names);
  return tenants.get(origin).fork(name);
}

function freshName(taken: readonly string[]): string {
  for (let number = 1; ; number += 1) {
    if (!taken.includes(`tenant-${number}`)) return `tenant-${number}`;
  }
}

function drop({ control: { tenants }, params }: Call): Response {
  const { name = "" } = params;
  if (!tenants.names.includes(name)) throw unknownName("drop the tenant", name, tenants.names);
  if (!tenants.drop(name)) {
    throw new Problem(
      409,
      `Cannot drop the tenant ${name}: it is the one of all requests that name none. Reset it instead.`,
    );
  }
  return nothing();
}
