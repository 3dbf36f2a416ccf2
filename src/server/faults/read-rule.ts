// Reads a fault from what somebody wrote: JSON from outside or an object from code.

import { object } from "./checks.ts";
import { FaultError } from "./fault-error.ts";
import type { FaultRule } from "./fault-rule.ts";
import { faultFields } from "./fields.ts";
import { senseless } from "./sense.ts";

const shape = object(faultFields);

/** A copy of the rule, or a `FaultError` that says why not to do `what`, such as `add the fault`. */
export function readRule(what: string, value: unknown): FaultRule {
  const misshapen = shape(value, "");
  if (misshapen) throw new FaultError(what, misshapen);
  // Also leaves out what is undefined; the shape has just been checked.
  const rule: FaultRule = JSON.parse(JSON.stringify(value));
  const complaint = senseless(rule);
  if (complaint) throw new FaultError(what, complaint);
  return rule;
}
