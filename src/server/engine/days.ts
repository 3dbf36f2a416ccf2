// The days of a forum on which something was said, so that a day's messages are found without looking at the others.

import type { Day } from "./forum.ts";
import type { OrderedLog } from "./ordered-log.ts";
import type { Message } from "./state.ts";

const DAY_MS = 86_400_000;

/** Days since the epoch, UTC. */
export function dayOf(ms: number): number {
  return Math.floor(ms / DAY_MS);
}

type Dated = Pick<Message, "id" | "createdAt">;

/** Days come in order but for messages that are moved in, or told of later than others. */
export function noteDay(days: Day[], { id, createdAt }: Dated): void {
  const day = dayOf(createdAt);
  const at = firstNotBefore(days, day);
  const found = days[at];
  if (found?.day !== day) {
    days.splice(at, 0, { day, first: id, last: id });
    return;
  }
  if (id >= found.first && id <= found.last) return;
  // Another one in its place: a fork holds the same days.
  days[at] = {
    day,
    first: id < found.first ? id : found.first,
    last: id > found.last ? id : found.last,
  };
}

/** Takes a day away when that message, which has left, was the only one of it. */
export function forgetDay(days: Day[], messages: OrderedLog<Message>, { createdAt }: Dated): void {
  const at = firstNotBefore(days, dayOf(createdAt));
  const found = days[at];
  if (found && messagesOf(found, messages, 1).length === 0) days.splice(at, 1);
}

/** What was said on a day, the newest `limit` of it, the newest first. */
export function messagesOf(
  { day, first, last }: Day,
  messages: OrderedLog<Message>,
  limit = Number.POSITIVE_INFINITY,
): Message[] {
  const range = { from: first, below: last + 1, limit };
  return messages.descend(range, ({ createdAt }) => dayOf(createdAt) === day);
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
