// What the journal says of a request besides what is on the wire: filled in on the way through the pipeline.

import type { Tenant } from "../tenant.ts";

export interface Trace {
  readonly tenant: Tenant;
  /** Milliseconds since the epoch, by the tenant's clock. */
  readonly startedAt: number;
  operation: string | undefined;
  apiVersion: string | undefined;
  user: string | undefined;
  thread: string | undefined;
  /** The body as it was read. */
  sent: string | Uint8Array | undefined;
}

export function createTrace(tenant: Tenant): Trace {
  return {
    tenant,
    startedAt: tenant.clock.now(),
    operation: undefined,
    apiVersion: undefined,
    user: undefined,
    thread: undefined,
    sent: undefined,
  };
}
