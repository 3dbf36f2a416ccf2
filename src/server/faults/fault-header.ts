// The fault that a request asks for itself, in its header `x-emulator-fault`.

import { suggest } from "../../fixtures/problem.ts";
import { isObject } from "./checks.ts";
import { type Complaint, FaultError, shown } from "./fault-error.ts";
import type { FaultRule } from "./fault-rule.ts";
import { faultFields } from "./fields.ts";
import { readRule } from "./read-rule.ts";

const WHAT = "read the header x-emulator-fault";

/** They need more than one request, or a socket. */
const meaningless: readonly string[] = ["id", "times", "after", "socket", "event"];

const numeric: readonly string[] = ["status", "retryAfterSeconds", "latencyMs", "probability"];

const fieldOf: ReadonlyMap<string, string> = new Map([
  ...Object.keys(faultFields).map((field) => [kebab(field), field] as const),
  ["retry-after", "retryAfterSeconds"],
  ["latency", "latencyMs"],
]);

function kebab(field: string): string {
  return field.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

/**
 * Reads a rule for one request: `status=429; retry-after=2`, with the names of `FaultRule` in kebab case and texts
 * with semicolons in quotes, or a JSON object with the names as they are. `retry-after` and `latency` may go without
 * their unit; what is no number or text is written as JSON. Conditions such as `operation` hold here too. Throws a
 * `FaultError` for all that `Faults.add` refuses, and for `id`, `times`, `after`, `socket` and `event`.
 */
export function readFaultHeader(text: string): FaultRule {
  const trimmed = text.trim();
  const fields = trimmed.startsWith("{")
    ? parse(trimmed, "it")
    : Object.fromEntries(pairs(trimmed));
  const bad = isObject(fields) && meaningless.find((field) => Object.hasOwn(fields, field));
  if (bad) {
    const cause = `${bad} has no meaning for a single request`;
    throw wrong({ cause, advice: "Leave it out, or add the fault to the emulator." });
  }
  return readRule(WHAT, fields);
}

function pairs(text: string): ReadonlyMap<string, unknown> {
  const values = new Map<string, unknown>();
  for (const part of text.match(/(?:[^;"]|"(?:[^"\\]|\\.)*"?)+/g) ?? []) {
    if (part.trim() === "") continue;
    const equals = part.indexOf("=");
    if (equals < 0) {
      const cause = `${shown(part.trim())} has no value`;
      throw wrong({ cause, advice: "Write pairs such as status=429; retry-after=2." });
    }
    const key = part.slice(0, equals).trim();
    const field = fieldOf.get(key.toLowerCase());
    if (field === undefined) throw wrong(unknownKey(key));
    if (values.has(field)) {
      throw wrong({ cause: `it says ${key} twice`, advice: "Leave one of them out." });
    }
    values.set(field, decode(part.slice(equals + 1).trim(), field, key));
  }
  return values;
}

function unknownKey(key: string): Complaint {
  const known = [...fieldOf].filter(([, field]) => !meaningless.includes(field));
  const names = known.map(([name]) => name);
  return {
    cause: `it has the unknown key ${shown(key)}`,
    advice: suggest(key, names, `The known ones are ${names.join(", ")}.`),
  };
}

function decode(text: string, field: string, key: string): unknown {
  if (/^["{[]/.test(text)) return parse(text, key);
  const isNumber = numeric.includes(field) && /^-?\d+(\.\d+)?$/.test(text);
  return isNumber ? Number(text) : text;
}

function parse(text: string, place: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw wrong({ cause: `${place} is no JSON`, advice: "Correct its quotes and brackets." });
  }
}

function wrong(complaint: Complaint): FaultError {
  return new FaultError(WHAT, complaint);
}
