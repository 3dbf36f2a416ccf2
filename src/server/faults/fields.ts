// The fields of a fault one by one: their types and ranges, before anybody asks whether they make sense together.

import {
  type Check,
  type Fields,
  isObject,
  milliseconds,
  millisecondsAboveZero,
  name,
  number,
  object,
  oneOf,
  text,
} from "./checks.ts";
import { type Complaint, shown } from "./fault-error.ts";
import type { FaultRule } from "./fault-rule.ts";

const times: Check = (value, place) => {
  if (value === 0) return never(`${place} is 0`, "Write how often it strikes, or leave it out.");
  if (value === Number.POSITIVE_INFINITY) {
    return { cause: `${place} is without end`, advice: "Leave it out, which means the same." };
  }
  return number({ from: 1, isWhole: true })(value, place);
};

const after: Check = (value, place) =>
  value === Number.POSITIVE_INFINITY
    ? never(`${place} is without end`, "Write how many calls pass first.")
    : number({ from: 0, isWhole: true })(value, place);

const probability: Check = (value, place) =>
  value === 0
    ? never(`${place} is 0`, "Write a number above 0 to 1.")
    : number({ from: 0, to: 1, isAbove: true })(value, place);

function never(cause: string, advice: string): Complaint {
  return { cause: `${cause}, so that it never strikes`, advice };
}

const distributions: Readonly<Record<string, Check>> = {
  uniform: object(
    { distribution: text, min: milliseconds, max: millisecondsAboveZero },
    { required: ["min", "max"] },
  ),
  normal: object(
    { distribution: text, mean: millisecondsAboveZero, deviation: milliseconds },
    { required: ["mean", "deviation"] },
  ),
  lognormal: object(
    { distribution: text, median: millisecondsAboveZero, p99: millisecondsAboveZero },
    { required: ["median", "p99"] },
  ),
};

/** The lower bound must not be above the upper one. */
const bounds: readonly (readonly [lower: string, upper: string])[] = [
  ["min", "max"],
  ["median", "p99"],
];

const latency: Check = (value, place) => {
  if (value === 0) return { cause: `${place} is 0, which delays nothing`, advice: "Leave it out." };
  if (!isObject(value)) {
    if (typeof value === "number") return millisecondsAboveZero(value, place);
    const advice = 'Write milliseconds, or { "distribution": "uniform", "min": 10, "max": 50 }.';
    return { cause: `${place} is ${shown(value)}`, advice };
  }
  const { distribution } = value;
  if (distribution === undefined) {
    const advice = `Write ${Object.keys(distributions).join(" or ")}.`;
    return { cause: `${place} has no distribution`, advice };
  }
  const known = oneOf(...Object.keys(distributions))(distribution, `${place}.distribution`);
  if (known || typeof distribution !== "string") return known;
  const complaint = distributions[distribution]?.(value, place);
  if (complaint) return complaint;
  const [lower, upper] = bounds.find(([field]) => Object.hasOwn(value, field)) ?? [];
  if (lower === undefined || upper === undefined) return undefined;
  if (Number(value[lower]) <= Number(value[upper])) return undefined;
  return { cause: `${place}.${lower} is greater than ${upper}`, advice: "Swap them." };
};

/** What the transport itself says of a body; a wrong one would break the connection. */
const framing = ["connection", "content-length", "transfer-encoding", "trailer", "upgrade"];

const headers: Check = (value, place) => {
  if (!isObject(value)) {
    const advice = 'Write an object such as { "x-reason": "test" }.';
    return { cause: `${place} is ${shown(value)}, not an object`, advice };
  }
  for (const [header, content] of Object.entries(value)) {
    const at = `${place}[${shown(header)}]`;
    const complaint = text(content, at);
    if (complaint) return complaint;
    if (!/^[\w!#$%&'*+.^`|~-]+$/.test(header)) {
      return { cause: `${shown(header)} is no name of a header`, advice: "Correct it." };
    }
    if (!/^[\t\x20-\x7e\x80-\xff]*$/.test(String(content))) {
      return { cause: `${at} has characters that no header may have`, advice: "Leave them out." };
    }
    if (framing.includes(header.toLowerCase())) {
      const advice = "Use connection or response for answers that are broken.";
      return { cause: `${header} is the transport's own header`, advice };
    }
  }
  return undefined;
};

const participants: Check = (value, place) => {
  if (Array.isArray(value)) {
    if (value.length === 0) {
      return { cause: `${place} is an empty list`, advice: "Name somebody, or write all." };
    }
    for (const [at, id] of value.entries()) {
      const complaint = name(id, `${place}[${at}]`);
      if (complaint) return complaint;
    }
    return undefined;
  }
  if (isObject(value)) {
    return object({ every: number({ from: 1, isWhole: true }) }, { required: ["every"] })(
      value,
      place,
    );
  }
  if (value === "all") return undefined;
  return {
    cause: `${place} is ${shown(value)}`,
    advice: 'Write "all", a list of ids, or { "every": 2 }.',
  };
};

const closeCode: Check = (value, place) => {
  const complaint = number({ from: 1000, to: 4999, isWhole: true })(value, place);
  if (complaint) return complaint;
  const code = Number(value);
  const isSendable = code >= 3000 || (code <= 1014 && ![1004, 1005, 1006].includes(code));
  if (isSendable) return undefined;
  return {
    cause: `${place} is ${code}, which no side of a socket may send`,
    advice: "Write 1000 to 1003, 1007 to 1014, or 3000 to 4999.",
  };
};

const socketWords = oneOf("refuse", "drop", "duplicate", "reorder");

const socket: Check = (value, place) => {
  if (typeof value === "string") return socketWords(value, place);
  const advice =
    'Write "refuse", "drop", "duplicate", "reorder", { "delayMs": 100 } or { "close": 1011 }.';
  if (!isObject(value)) return { cause: `${place} is ${shown(value)}`, advice };
  const complaint = object({ delayMs: latency, close: closeCode })(value, place);
  if (complaint) return complaint;
  const said = [value["delayMs"], value["close"]].filter((effect) => effect !== undefined);
  if (said.length === 1) return undefined;
  return { cause: `${place} says ${said.length === 0 ? "nothing" : "two things"}`, advice };
};

export const faultFields = {
  id: name,
  vendor: oneOf("acs", "stackexchange"),
  operation: name,
  apiVersion: name,
  user: name,
  thread: name,
  times,
  after,
  probability,
  status: number({ from: 200, to: 599, isWhole: true }),
  code: name,
  message: text,
  headers,
  retryAfterSeconds: number({ from: 0, isWhole: true }),
  body: text,
  latencyMs: latency,
  connection: oneOf("reset", "stall"),
  response: oneOf("truncated", "malformed"),
  participants,
  socket,
  event: name,
} as const satisfies Fields & Readonly<Record<keyof FaultRule, Check>>;
