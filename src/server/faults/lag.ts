// How far reads lag behind writes, as a service that is only consistent in the end has it.

import { milliseconds, object } from "./checks.ts";
import { FaultError } from "./fault-error.ts";

export interface Lag {
  /** How long a read receipt is not listed after it was sent, in milliseconds; 0 by default. */
  readonly receiptsMs?: number;
  /** How long threads, messages and participants are not listed after they were made, in milliseconds; 0 by default. */
  readonly listsMs?: number;
}

const shape = object({ receiptsMs: milliseconds, listsMs: milliseconds });

/** A copy of the lag with what it says; throws a `FaultError` for anything else. */
export function readLag(value: unknown): Lag {
  const complaint = shape(value, "");
  if (complaint) throw new FaultError("read the lag", complaint);
  return JSON.parse(JSON.stringify(value));
}
