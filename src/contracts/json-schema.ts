// JSON Schema, draft 7, as far as the contract is written in it.

type TypeName = "array" | "boolean" | "integer" | "null" | "number" | "object" | "string";
type Schemas = Readonly<Record<string, JsonSchema>>;

export type JsonSchema = boolean | SchemaObject;

export interface SchemaObject {
  readonly $ref?: string;
  readonly description?: string;
  readonly type?: TypeName | readonly TypeName[];
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly oneOf?: readonly JsonSchema[];
  readonly if?: JsonSchema;
  readonly then?: JsonSchema;
  readonly else?: JsonSchema;
  readonly format?: string;
  readonly pattern?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly items?: JsonSchema | readonly JsonSchema[];
  readonly additionalItems?: JsonSchema;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly properties?: Schemas;
  readonly additionalProperties?: JsonSchema;
  readonly required?: readonly string[];
  readonly dependencies?: Readonly<Record<string, JsonSchema | readonly string[]>>;
}
