// Reads a scenario from data that anybody may have written, and says what is wrong with it.

import { closest } from "../../fixtures/did-you-mean.ts";
import { robotEvents } from "./hearing.ts";
import type { RobotScenario, Verbs } from "./scenario.ts";

/** Says in one line what is wrong with a scenario, where, and what to do. */
export class ScenarioError extends Error {
  override readonly name = "ScenarioError";

  constructor(cause: string, advice: string) {
    super(`Cannot read the scenario: ${cause}. ${advice}`);
  }
}

type Check = (value: unknown, place: string) => void;

const fields: Readonly<Record<keyof RobotScenario, Check>> = {
  user: text,
  thread: text,
  on: event,
  from: text,
  matches: pattern,
  times: count,
  do: steps,
};

const verbs: Readonly<Record<keyof Verbs, Check>> = {
  wait: seconds,
  type: seconds,
  read: yes,
  say: text,
  html: text,
  edit: text,
  remove: yes,
  add: text,
  leave: yes,
};

/** Throws a `ScenarioError` when the value is no scenario. */
export function readScenario(value: unknown): RobotScenario {
  const scenario = object(value, "the scenario", fields);
  for (const needed of ["user", "on", "do"] as const) {
    if (scenario[needed] === undefined) throw new ScenarioError(`it has no ${needed}`, "Add it.");
  }
  for (const [key, given] of Object.entries(scenario)) {
    if (given !== undefined) check(fields, key)?.(given, key);
  }
  checkOrder(scenario);
  return value as RobotScenario;
}

/** What only makes sense after something else. */
function checkOrder(scenario: Readonly<Record<string, unknown>>): void {
  const isMessage = scenario["on"] === "message";
  if (!isMessage && scenario["matches"] !== undefined) {
    throw new ScenarioError(
      `matches has no meaning on ${String(scenario["on"])}, which has no text`,
      "Leave it out, or use on: message.",
    );
  }
  let hasSaid = false;
  for (const [index, step] of (scenario["do"] as readonly object[]).entries()) {
    if ("say" in step || "html" in step) hasSaid = true;
    if ("read" in step && !isMessage) {
      throw new ScenarioError(
        `do[${index}] reads, and no message was heard`,
        "Leave the step out, or use on: message.",
      );
    }
    if (("edit" in step || "remove" in step) && !hasSaid) {
      const what = "edit" in step ? "edits" : "removes";
      throw new ScenarioError(
        `do[${index}] ${what} what was sent last, and nothing was sent before it`,
        "Put say or html before it.",
      );
    }
    if ("remove" in step) hasSaid = false;
  }
}

function steps(value: unknown, place: string): void {
  if (!Array.isArray(value) || value.length === 0) {
    throw new ScenarioError(
      `${place} is ${kindOf(value)}, not a list of steps`,
      'Write one such as [{ "wait": 2 }, { "say": "Hello" }].',
    );
  }
  for (const [index, step] of value.entries()) {
    const at = `${place}[${index}]`;
    const given = Object.entries(object(step, at, verbs));
    const [only] = given;
    if (given.length !== 1 || !only) {
      const named = given.map(([verb]) => verb).join(" and ");
      throw new ScenarioError(
        given.length === 0 ? `${at} does nothing` : `${at} does several things: ${named}`,
        `Give each step exactly one of ${Object.keys(verbs).join(", ")}.`,
      );
    }
    check(verbs, only[0])?.(only[1], `${at}.${only[0]}`);
  }
}

function object(
  value: unknown,
  place: string,
  known: Readonly<Record<string, Check>>,
): Readonly<Record<string, unknown>> {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new ScenarioError(`${place} is ${kindOf(value)}, not an object`, "Write an object.");
  }
  for (const key of Object.keys(value)) {
    if (check(known, key)) continue;
    throw new ScenarioError(`${place} has the unknown key ${quote(key)}`, suggest(key, known));
  }
  return Object.fromEntries(Object.entries(value));
}

function check(known: Readonly<Record<string, Check>>, key: string): Check | undefined {
  return Object.hasOwn(known, key) ? known[key] : undefined;
}

function event(value: unknown, place: string): void {
  if (robotEvents.some((known) => known === value)) return;
  const known = Object.fromEntries(robotEvents.map((name) => [name, true]));
  throw new ScenarioError(`${place} is ${kindOf(value)}`, suggest(String(value), known));
}

function text(value: unknown, place: string): void {
  if (typeof value === "string" && value !== "") return;
  throw new ScenarioError(`${place} is ${kindOf(value)}, not a text`, "Write one.");
}

/** No regular expressions: one that somebody else has written can take for ever. */
function pattern(value: unknown, place: string): void {
  text(value, place);
  if (!/^\/.+\/[a-z]*$/.test(String(value))) return;
  throw new ScenarioError(
    `${place} is a regular expression`,
    "Write the text that the message has to contain, with * for any text between.",
  );
}

function count(value: unknown, place: string): void {
  if (typeof value === "number" && Number.isSafeInteger(value) && value >= 1) return;
  throw new ScenarioError(
    `${place} is ${kindOf(value)}, not a whole number from 1 on`,
    "Write one, or leave it out.",
  );
}

function seconds(value: unknown, place: string): void {
  if (typeof value === "number" && Number.isFinite(value) && value >= 0) return;
  throw new ScenarioError(
    `${place} is ${kindOf(value)}, not a number of seconds`,
    "Write one that is finite and not negative.",
  );
}

function yes(value: unknown, place: string): void {
  if (value === true) return;
  throw new ScenarioError(`${place} is ${kindOf(value)}`, "Write true, or leave the step out.");
}

function suggest(word: string, known: Readonly<Record<string, unknown>>): string {
  const meant = closest(word, Object.keys(known));
  if (meant !== undefined) return `Did you mean ${quote(meant)}?`;
  return `The known ones are ${Object.keys(known).join(", ")}.`;
}

function kindOf(value: unknown): string {
  if (value === "") return "an empty text";
  if (typeof value === "string") return quote(value);
  if (Array.isArray(value)) return value.length === 0 ? "an empty list" : "a list";
  return typeof value === "object" && value !== null ? "an object" : String(value);
}

function quote(word: string): string {
  return JSON.stringify(word.length > 60 ? `${word.slice(0, 57)}...` : word);
}
