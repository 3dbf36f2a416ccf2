// A stretch of time as people write it, such as `{ minutes: 20 }`.

import { closest } from "../fixtures/did-you-mean.ts";

/** Adds up; each number is finite and not negative. */
export interface Duration {
  readonly days?: number;
  readonly hours?: number;
  readonly minutes?: number;
  readonly seconds?: number;
  readonly milliseconds?: number;
}

/** Milliseconds of a duration; throws, naming what cannot be done, when it is not valid. */
export function milliseconds(duration: Duration, what: string): number {
  if (typeof duration !== "object" || duration === null) {
    throw new TypeError(
      `Cannot ${what} by ${String(duration)}: that is no duration. Write one such as { minutes: 5 }.`,
    );
  }
  let total = 0;
  for (const [unit, amount] of Object.entries(duration)) {
    if (amount === undefined) continue;
    const size = Object.hasOwn(units, unit) ? units[unit] : undefined;
    if (size === undefined) {
      const meant = closest(unit, Object.keys(units));
      const advice = meant ? `Did you mean ${meant}?` : `Use ${Object.keys(units).join(", ")}.`;
      throw new RangeError(`Cannot ${what} by "${unit}": a duration has no such unit. ${advice}`);
    }
    if (!Number.isFinite(amount) || amount < 0) {
      throw new RangeError(
        `Cannot ${what} by ${String(amount)} ${unit}: time only moves on, a stretch at a time. Give a number that is finite and not negative.`,
      );
    }
    total += amount * size;
  }
  return total;
}

const units: Readonly<Record<string, number>> = {
  days: 86_400_000,
  hours: 3_600_000,
  minutes: 60_000,
  seconds: 1000,
  milliseconds: 1,
};
