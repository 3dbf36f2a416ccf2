// What several routes have to do with tenants: their names, and how one is told.

import type { ControlledTenant } from "./controlled.ts";
import { Problem } from "./problem.ts";
import type { Call } from "./route.ts";

/** Whether it is one that a host can have is for the tenants to say. */
export const tenantName = { type: "string", minLength: 1, examples: ["blue"] } as const;

export function expectFree({ control }: Call, name: string): void {
  if (!control.tenants.names.includes(name)) return;
  throw new Problem(
    409,
    `Cannot make the tenant ${name}: there is one already. Drop it first, or choose another name.`,
  );
}

export function toldTenant({ name, acs }: ControlledTenant): object {
  const { endpoint, connectionString, users } = acs;
  return { name, endpoint, connectionString, users };
}
