// The days of a forum on which something was said, so that a day's messages are found without looking at the others.

import type { Day } from "./forum.ts";
import type { MessageId } from "./ids.ts";

const DAY_MS = 86_400_000;

/** Days since the epoch, UTC. */
export function dayOf(ms: number): number {
  return Math.floor(ms / DAY_MS);
}

/** Days come in order but for messages that are moved in, or that had their ids elsewhere. */
export function noteDay(
  days: Day[],
  { id, createdAt }: { readonly id: MessageId; readonly createdAt: number },
): void {
  const day = dayOf(createdAt);
  const last = days.at(-1);
  if (!last || last.day < day) {
    days.push({ day, first: id });
    return;
  }
  const at = firstNotBefore(days, day);
  const found = days[at];
  if (found?.day !== day) days.splice(at, 0, { day, first: id });
  else if (found.first > id) days[at] = { day, first: id };
}

/** The first place in the list whose day is not before that one. */
export function firstNotBefore(days: readonly Day[], day: number): number {
  let low = 0;
  let high = days.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((days[middle]?.day ?? 0) < day) low = middle + 1;
    else high = middle;
  }
  return low;
}
