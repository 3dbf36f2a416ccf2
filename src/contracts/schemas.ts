// Small changes to object schemas, for versions that differ in a property or two.

import type { JsonSchema } from "./json-schema.ts";

interface ObjectSchema {
  readonly properties: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
}

/** The same schema without these properties. */
export function withoutProperties(schema: ObjectSchema, ...names: readonly string[]): JsonSchema {
  const kept = Object.entries(schema.properties).filter(([name]) => !names.includes(name));
  return schemaWith(schema, Object.fromEntries(kept));
}

/** The same schema with these properties added or replaced. */
export function withProperties(
  schema: ObjectSchema,
  properties: Readonly<Record<string, JsonSchema>>,
): JsonSchema {
  return schemaWith(schema, { ...schema.properties, ...properties });
}

/** The top-level properties that a schema names. */
export function propertiesOf(schema: JsonSchema | undefined): readonly string[] | undefined {
  if (typeof schema !== "object" || schema.properties === undefined) return undefined;
  return Object.keys(schema.properties);
}

function schemaWith(
  schema: ObjectSchema,
  properties: Readonly<Record<string, JsonSchema>>,
): JsonSchema {
  return { ...schema, properties };
}
