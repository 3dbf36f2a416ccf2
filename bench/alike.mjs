// Whether two answers are of the same shape and size, so that a comparison of who gives them is worth something.

import { isDeepStrictEqual } from "node:util";

/** Stops when two texts of JSON are not alike. */
export function assertAlike(what, ceiling, emulator) {
  const isSimilar =
    Math.abs(ceiling.length / emulator.length - 1) < 0.03 &&
    isDeepStrictEqual(shapeOf(JSON.parse(ceiling)), shapeOf(JSON.parse(emulator)));
  if (!isSimilar) throw new Error(`Unlike answers to ${what}:\n${ceiling}\n${emulator}`);
}

/** The names in a value and the types below them. */
function shapeOf(value) {
  if (Array.isArray(value)) return value.map(shapeOf);
  if (typeof value !== "object" || value === null) return typeof value;
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, shapeOf(part)]));
}
