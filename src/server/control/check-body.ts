// Holds a body against the schema of its route, and says in plain words where it differs.

import { Ajv, type ErrorObject, type SchemaObject, type ValidateFunction } from "ajv";
import { quote, suggest } from "../../fixtures/problem.ts";
import type { Schema } from "./route.ts";

const ajv = new Ajv({
  strict: false,
  validateSchema: false,
  validateFormats: false,
  verbose: true,
});
const compiled = new WeakMap<Schema, ValidateFunction>();

/** "cause. What to do.", or nothing. */
export function bodyProblem(schema: Schema, value: unknown): string | undefined {
  let validate = compiled.get(schema);
  if (!validate) {
    validate = ajv.compile(schema as SchemaObject);
    compiled.set(schema, validate);
  }
  // A misspelt field first: it also leaves the object without the one that was meant.
  const misspelt = unknownField(schema, value);
  if (misspelt !== undefined) return misspelt;
  if (validate(value)) return undefined;
  const [error] = validate.errors ?? [];
  return error ? told(error) : "it is not valid. Correct it.";
}

function unknownField(schema: Schema, value: unknown): string | undefined {
  if (schema.additionalProperties !== false || typeof value !== "object" || value === null) {
    return undefined;
  }
  const known = Object.keys(schema.properties ?? {});
  const unknown = Object.keys(value).find((key) => !known.includes(key));
  if (unknown === undefined || Array.isArray(value)) return undefined;
  return unknownKey("it", unknown, known);
}

function unknownKey(place: string, key: string, known: readonly string[]): string {
  const list = known.length === 0 ? "Leave it out." : `The known ones are ${known.join(", ")}.`;
  return `${place} has the unknown field ${quote(key)}. ${suggest(key, known, list)}`;
}

function told(error: ErrorObject): string {
  const place = placeOf(error.instancePath);
  const { params, data, parentSchema = {} } = error;
  const is = `${place} is ${shown(data)}`;
  switch (error.keyword) {
    case "additionalProperties":
      return unknownKey(
        place,
        String(params["additionalProperty"]),
        Object.keys(parentSchema["properties"] ?? {}),
      );
    case "required":
      return `${place} has no ${params["missingProperty"]}. Add it.`;
    case "type":
      return `${is}, not ${[params["type"]].flat().map(typeName).join(" or ")}. ${exampleIn(parentSchema)}`;
    case "minProperties":
    case "maxProperties":
      return `${place} says ${error.keyword === "minProperties" ? "nothing" : "several things"}. Give exactly one of ${Object.keys(parentSchema["properties"] ?? {}).join(", ")}.`;
    case "minLength":
      return `${place} is empty. ${exampleIn(parentSchema)}`;
    case "minItems":
      return `${place} is an empty list. ${exampleIn(parentSchema)}`;
    case "minimum":
    case "maximum":
      return `${is}. ${rangeAdvice(parentSchema)}`;
    default:
      return `${is}. ${exampleIn(parentSchema)}`;
  }
}

function placeOf(pointer: string): string {
  if (pointer === "") return "it";
  const steps = pointer.slice(1).split("/");
  return steps
    .map((step, at) => (/^\d+$/.test(step) ? `[${step}]` : at === 0 ? step : `.${step}`))
    .join("");
}

/** The schema that has the keyword. */
type Parent = NonNullable<ErrorObject["parentSchema"]>;

/** Schemas carry an example where words would be clumsy. */
function exampleIn({ examples }: Parent): string {
  if (!Array.isArray(examples)) return "Correct it.";
  const [first, ...others] = examples.map((example) => JSON.stringify(example));
  return others.length === 0
    ? `Write one such as ${first}.`
    : `Write ${[first, ...others].join(" or ")}.`;
}

function rangeAdvice({ minimum, maximum }: Parent): string {
  return maximum === undefined
    ? `Write a number from ${minimum}.`
    : `Write a number from ${minimum} to ${maximum}.`;
}

function typeName(type: unknown): string {
  const names: Readonly<Record<string, string>> = {
    object: "an object",
    array: "a list",
    string: "text",
    number: "a number",
    integer: "a whole number",
    boolean: "true or false",
  };
  return names[String(type)] ?? String(type);
}

function shown(value: unknown): string {
  if (typeof value === "string") return quote(value);
  if (Array.isArray(value)) return "a list";
  return typeof value === "object" && value !== null ? "an object" : String(value);
}
