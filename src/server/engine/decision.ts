// The two answers to an order: accepted with its events, or refused with the reason.

import type { Event } from "./events.ts";
import type { Refusal } from "./refusals.ts";

export type Decision<Outcome> =
  | { readonly events: readonly Event[]; readonly outcome: Outcome; readonly refusal?: never }
  | { readonly refusal: Refusal };

export function accept<Outcome>(outcome: Outcome, ...events: Event[]): Decision<Outcome> {
  return { events, outcome };
}

export function refuse(refusal: Refusal): { readonly refusal: Refusal } {
  return { refusal };
}
