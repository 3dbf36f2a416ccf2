// What is wrong with a fault, and the error that tells it in the house's words.

import { quote } from "../../fixtures/problem.ts";

export interface Complaint {
  readonly cause: string;
  readonly advice: string;
}

/** Says in one sentence what cannot be done and why, in another what to do. */
export class FaultError extends Error {
  override readonly name = "FaultError";

  /** `what` completes "Cannot …", such as `add the fault`. */
  constructor(what: string, { cause, advice }: Complaint) {
    super(`Cannot ${what}: ${cause}. ${advice}`);
  }
}

/** Shows a value inside a message. */
export function shown(value: unknown): string {
  if (value === null || value === undefined) return String(value);
  if (Array.isArray(value)) return "a list";
  if (typeof value === "string") return quote(value);
  if (typeof value === "object") return "an object";
  return typeof value === "function" ? "a function" : `the ${typeof value} ${String(value)}`;
}
