// Whether a call is made inside a turn of a robot, for which the clock of its tenant waits.

import { AsyncLocalStorage } from "node:async_hooks";

/** A turn that is under way. */
export interface Inside {
  /** Of the tenant whose clock waits for it. */
  readonly controlUrl: string;
  /** Is told of each call to an emulator that is made in it. */
  track(call: Promise<unknown>): void;
}

/** One for all tenants: Node 20 never lets go of one, and asks each whenever a promise is made. */
const current = new AsyncLocalStorage<{ turn: Inside | undefined }>();

export async function duringTurn<Value>(turn: Inside, run: () => Promise<Value>): Promise<Value> {
  const inside: { turn: Inside | undefined } = { turn };
  try {
    return await current.run(inside, run);
  } finally {
    inside.turn = undefined;
  }
}

/** Runs what is no part of the turn that asks for it. */
export function outsideTurns<Value>(run: () => Value): Value {
  return current.run({ turn: undefined }, run);
}

/** Lets the turn that the caller is part of, if any, wait for a call. */
export function trackInTurn<Call extends Promise<unknown>>(call: Call): Call {
  current.getStore()?.turn?.track(call);
  return call;
}

/** Throws where the tenant's clock would wait for the turn that moves it. */
export function expectOutside(controlUrl: string, what: string): void {
  if (current.getStore()?.turn?.controlUrl !== controlUrl) return;
  throw new Error(
    `Cannot ${what} the clock from inside work that it waits for: each would wait for the other. Let the work sleep on the clock, and move the time outside of it.`,
  );
}
