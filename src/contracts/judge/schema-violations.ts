// Holds a body against its schema and says where it breaks it; a validator is compiled when it is first needed.

import { Ajv, type ErrorObject, type ValidateFunction } from "ajv";
import formats from "ajv-formats";
import type { JsonSchema } from "../json-schema.ts";
import type { VersionedApi } from "../versions.ts";
import type { Violation } from "./exchange.ts";

interface Compiled {
  readonly ajv: Ajv;
  readonly definitions: Readonly<Record<string, JsonSchema>>;
  readonly models: Map<string, ValidateFunction>;
}

const lenient = new WeakMap<VersionedApi, Compiled>();
const strict = new WeakMap<VersionedApi, Compiled>();

/** Pointers start at `/body`. */
export function schemaViolations(
  version: VersionedApi,
  model: string,
  value: unknown,
  isStrict: boolean,
): readonly Violation[] {
  const validate = validatorOf(version, model, isStrict);
  if (validate(value)) return [];
  const errors = validate.errors ?? [];
  const told = errors.filter((error) => !isDetailOfChoice(error, errors));
  return withoutTwins(
    told.map((error) => violationOf(error, ownerOf(version, model, error.instancePath))),
  );
}

function validatorOf(version: VersionedApi, model: string, isStrict: boolean): ValidateFunction {
  const cache = isStrict ? strict : lenient;
  let compiled = cache.get(version);
  if (!compiled) {
    compiled = prepare(version, isStrict);
    cache.set(version, compiled);
  }
  let validate = compiled.models.get(model);
  if (!validate) {
    const schema = { $ref: `#/$defs/${model}`, $defs: compiled.definitions };
    validate = compiled.ajv.compile(schema);
    compiled.models.set(model, validate);
  }
  return validate;
}

function prepare(version: VersionedApi, isStrict: boolean): Compiled {
  const ajv = new Ajv({ strict: false, validateSchema: false, allErrors: true, verbose: true });
  formats.default(ajv, ["date-time"]);
  const definitions = isStrict ? closed(version.definitions) : version.definitions;
  return { ajv, definitions, models: new Map() };
}

/** The same schemas, in which no object may have properties that are not named. */
function closed(definitions: VersionedApi["definitions"]): Record<string, JsonSchema> {
  return Object.fromEntries(
    Object.entries(definitions).map(([name, schema]) => [name, closeSchema(schema)]),
  );
}

function closeSchema(schema: JsonSchema): JsonSchema {
  if (typeof schema !== "object") return schema;
  const { properties, items, oneOf } = schema;
  return {
    ...schema,
    ...(properties && { properties: closed(properties), additionalProperties: false }),
    ...(items !== undefined && isOneSchema(items) && { items: closeSchema(items) }),
    ...(oneOf && { oneOf: oneOf.map(closeSchema) }),
  };
}

function isOneSchema(items: JsonSchema | readonly JsonSchema[]): items is JsonSchema {
  return !Array.isArray(items);
}

/** Of a choice that fits in no branch, what is wrong with each branch says less than the choice itself. */
function isDetailOfChoice(error: ErrorObject, errors: readonly ErrorObject[]): boolean {
  return errors.some(
    ({ keyword, schemaPath }) =>
      keyword === "oneOf" && error.schemaPath.startsWith(`${schemaPath}/`),
  );
}

/** The innermost model that a place of the body belongs to. */
function ownerOf({ definitions }: VersionedApi, model: string, path: string): string {
  let owner = model;
  let schema = definitions[model];
  for (const part of path.split("/").slice(1)) {
    if (typeof schema !== "object") return owner;
    const named: JsonSchema | undefined = schema.properties?.[part];
    const items: JsonSchema | undefined =
      schema.items !== undefined && isOneSchema(schema.items) ? schema.items : undefined;
    schema = named ?? items;
    const next =
      typeof schema === "object" ? /^#\/\$defs\/(.+)$/.exec(schema.$ref ?? "")?.[1] : undefined;
    if (next === undefined) continue;
    owner = next;
    schema = definitions[next];
  }
  return owner;
}

function withoutTwins(violations: readonly Violation[]): readonly Violation[] {
  const seen = new Set<string>();
  return violations.filter(({ rule, pointer }) => {
    const key = `${rule} ${pointer}`;
    return seen.size !== seen.add(key).size;
  });
}

function violationOf(error: ErrorObject, owner: string): Violation {
  const { name, expected, says } = describe(error);
  const pointer = `/body${error.instancePath}${name === undefined ? "" : `/${escapePart(name)}`}`;
  const place = pointer === "/body" ? "The body" : `\`${lastPart(pointer)}\``;
  return {
    rule: `schema.${owner}`,
    pointer,
    expected,
    actual: error.keyword === "required" ? undefined : actualOf(error, name),
    message: `${place} of ${owner} ${says}.`,
  };
}

/** What is missing or too much is named, beyond the place of the object. */
function describe({ keyword, params, schema, message = "breaks its schema" }: ErrorObject): {
  readonly name?: string;
  readonly expected: unknown;
  readonly says: string;
} {
  switch (keyword) {
    case "required":
      return { name: params["missingProperty"], expected: "a value", says: "is missing" };
    case "additionalProperties":
      return {
        name: params["additionalProperty"],
        expected: undefined,
        says: "is not known to the version",
      };
    case "type":
      return { expected: [schema].flat().join(" or "), says: message };
    case "enum":
      return { expected: schema, says: "is none of the values that the version has" };
    case "const":
      return { expected: schema, says: "has another value" };
    case "pattern":
      return { expected: `/${schema}/`, says: "has another form" };
    case "format":
      return { expected: `a ${schema}`, says: `is no ${schema}` };
    case "oneOf":
      return { expected: "one of the shapes of the version", says: "has none of its shapes" };
    default:
      return { expected: schema, says: message };
  }
}

function actualOf({ data }: ErrorObject, name: string | undefined): unknown {
  if (name === undefined) return data;
  return typeof data === "object" && data !== null ? Reflect.get(data, name) : undefined;
}

function escapePart(name: string): string {
  return name.replaceAll("~", "~0").replaceAll("/", "~1");
}

function lastPart(pointer: string): string {
  return pointer
    .slice(pointer.lastIndexOf("/") + 1)
    .replaceAll("~1", "/")
    .replaceAll("~0", "~");
}
