// Numbers in paths and forms to ids of the engine; what is no number is the id of nothing.

import type { ConversationId, MessageId, PersonId } from "../../engine/ids.ts";

/** Ids are below 2^53; what has as many digits and is not is the id of nothing either. */
const number = /^\d{1,16}$/;
const signed = /^-?\d{1,16}$/;

export function messageId(text = ""): MessageId {
  return (number.test(text) ? Number(text) : Number.NaN) as MessageId;
}

/** Rooms are kept under their numbers without leading zeros. */
export function roomId(text = ""): ConversationId {
  return (number.test(text) ? String(Number(text)) : "") as ConversationId;
}

export function personId(text = ""): PersonId {
  return (signed.test(text) ? String(Number(text)) : "") as PersonId;
}

/** `1,2,3`; what is no number is left out. */
export function idList<Id>(text: string, read: (part: string) => Id, max = 1000): Id[] {
  return text
    .split(",", max)
    .map((part) => part.trim())
    .filter((part) => signed.test(part))
    .map(read);
}

/** A whole number in a form, or the other value when it is missing; too large ones are the largest. */
export function wholeNumber(text: string | undefined, otherwise: number): number {
  if (text === undefined || text === "") return otherwise;
  const value = Number(text);
  return Number.isFinite(value) ? Math.trunc(value) : otherwise;
}
