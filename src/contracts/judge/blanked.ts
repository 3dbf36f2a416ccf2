// Recorders blank out ids, hosts and whole values: what stands in their place says nothing of the service.

import type { Violation } from "./exchange.ts";

const mark = /(?<![a-z])(?:sanitized|redacted|scrubbed)(?![a-z])/i;

export function isBlanked(value: unknown): boolean {
  return typeof value === "string" && mark.test(value);
}

/** Leaves out what is only said of a value that a recorder has put in. */
export function withoutBlanked(violations: readonly Violation[]): readonly Violation[] {
  return violations.filter(({ actual }) => !isBlanked(actual));
}
