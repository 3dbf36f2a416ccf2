// Small checks of values from outside, to be put together: each says what is wrong with a value at its place.

import { suggest } from "../../fixtures/problem.ts";
import { type Complaint, shown } from "./fault-error.ts";

/** `place` is how the value is called in messages, such as `latencyMs.max`. */
export type Check = (value: unknown, place: string) => Complaint | undefined;

/** The longest wait that timers can do. */
export const LONGEST_MS = 2_147_483_647;

export const text: Check = (value, place) => {
  if (typeof value === "string") return undefined;
  const isBare = typeof value === "number" || typeof value === "boolean";
  const advice = isBare ? "Put it in quotes." : "Write a text.";
  return { cause: `${place} is ${shown(value)}, not text`, advice };
};

export const name: Check = (value, place) =>
  value === ""
    ? { cause: `${place} is empty`, advice: "Fill it in, or leave it out." }
    : text(value, place);

interface Range {
  readonly from: number;
  readonly to?: number;
  readonly isWhole?: true;
  readonly isAbove?: true;
}

/** Finite, within the range; `isAbove` leaves out its lower end. */
export function number({ from, to, isWhole, isAbove }: Range): Check {
  const kind = isWhole ? "a whole number" : "a number";
  const start = isAbove ? `above ${from}` : `from ${from}`;
  const advice = `Write ${kind} ${start}${to === undefined ? "" : ` to ${to}`}.`;
  return (value, place) => {
    if (typeof value !== "number" || Number.isNaN(value)) {
      return { cause: `${place} is ${shown(value)}, not a number`, advice };
    }
    const isInside = isAbove ? value > from : value >= from;
    const isRight = isWhole ? Number.isSafeInteger(value) : Number.isFinite(value);
    if (isInside && isRight && value <= (to ?? value)) return undefined;
    return { cause: `${place} is ${value}`, advice };
  };
}

export const milliseconds = number({ from: 0, to: LONGEST_MS });
export const millisecondsAboveZero = number({ from: 0, to: LONGEST_MS, isAbove: true });

export function oneOf(...words: readonly string[]): Check {
  return (value, place) => {
    if (typeof value === "string" && words.includes(value)) return undefined;
    const otherwise = `Write ${words.join(" or ")}.`;
    const advice = typeof value === "string" ? suggest(value, words, otherwise) : otherwise;
    return { cause: `${place} is ${shown(value)}`, advice };
  };
}

export type Fields = Readonly<Record<string, Check>>;

/** An object with these fields and no others; those that are undefined count as left out. The outermost has no place. */
export function object(
  fields: Fields,
  { required = [] }: { readonly required?: readonly string[] } = {},
): Check {
  return (value, place) => {
    const whole = place || "it";
    if (!isObject(value)) {
      const cause = `${whole} is ${shown(value)}, not an object`;
      return { cause, advice: "Write an object." };
    }
    const unknown = Object.keys(value).find((key) => !Object.hasOwn(fields, key));
    if (unknown !== undefined) return unknownField(unknown, whole, Object.keys(fields));
    const missing = required.find((key) => value[key] === undefined);
    if (missing !== undefined) return { cause: `${whole} has no ${missing}`, advice: "Add it." };
    for (const [key, check] of Object.entries(fields)) {
      const complaint =
        value[key] !== undefined && check(value[key], place === "" ? key : `${place}.${key}`);
      if (complaint) return complaint;
    }
    return undefined;
  };
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function unknownField(key: string, place: string, known: readonly string[]): Complaint {
  const start = key.toLowerCase();
  // Units are often forgotten.
  const longer = known.find((field) => start.length > 2 && field.toLowerCase().startsWith(start));
  return {
    cause: `${place} has the unknown field ${shown(key)}`,
    advice: suggest(longer ?? key, known, `The known ones are ${known.join(", ")}.`),
  };
}
