// Who calls identity: the resource itself, by a signature made with its access key.

import type { Arrival, Caller, WireError } from "../dialect.ts";
import { verifySignature } from "./signature.ts";

export function authenticateResource(
  arrival: Arrival,
  body: Uint8Array<ArrayBuffer> | undefined,
): Caller | WireError {
  const problem = verifySignature({
    method: arrival.method,
    target: arrival.target,
    body: body ?? new Uint8Array(),
    headers: arrival.headers,
    hosts: arrival.hosts,
    accessKey: arrival.tenant.accessKey,
    // Clients go by the clock of their machine, whatever the world's clock says.
    now: arrival.tenant.clock.machineNow(),
  });
  if (problem === undefined) return { kind: "resource" };
  return { error: "signatureInvalid", headers: { "www-authenticate": "HMAC-SHA256" } };
}
